using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Tests;

/// <summary>An audit as a dermoscopy cohort could give it, made from two normal distributions a group; no real patient
/// is behind it.</summary>
internal static class SampleAudit
{
    private const double Threshold = 0.42;

    private static readonly string[] Metrics =
        [
            "auroc", "average_precision", "tpr", "fpr", "ppv", "npv", "brier", "ece@fixed01", "cal_slope",
            "cal_intercept_slope1", "net_benefit"];

    private static readonly (string Attribute, string Group, int N, int Positives, double Separation)[] Cohort =
    [
        ("sex", "female", 886, 142, 2.05), ("sex", "male", 1062, 244, 1.86), ("sex", Grouping.MissingGroup, 57, 6, 1.7),
        ("age", "0–39", 478, 31, 2.42), ("age", "40–59", 794, 118, 2.02), ("age", "60–79", 596, 186, 1.62),
        ("age", "80 and over", 126, 55, 1.18), ("age", Grouping.MissingGroup, 11, 2, 1.6),
        ("body site", "abdomen", 204, 18, 2.2), ("body site", "back", 438, 92, 1.93),
        ("body site", "chest", 82, 24, 1.7),
        ("body site", "face", 149, 69, 1.15), ("body site", "foot", 64, 6, 2.1),
        ("body site", "lower extremity", 415, 60, 2.0),
        ("body site", "neck", 34, 11, 1.6), ("body site", "scalp", 26, 13, 1.2), ("body site", "trunk", 281, 22, 2.15),
        ("body site", "upper extremity", 224, 47, 1.8), ("body site", "acral", 2, 0, 1.9),
        ("body site", Grouping.MissingGroup, 86, 30, 1.5),
    ];

    /// <summary>A binary audit with everything a report can show.</summary>
    internal static AuditResult Binary()
    {
        List<GroupResult> groups =
            [.. Cohort.Select(c => Group(c.Attribute, c.Group, c.N, c.Positives, c.Separation, false)), .. Crossing()];
        DisparityResult[] disparities = [.. new[] { "sex", "age", "body site" }.SelectMany(a => Criteria(groups, a))];
        DisparityResult worst = disparities.First(
            d => d is { Attribute: "age", Metric: "equal_opportunity_difference" });
        return new AuditResult
        {
            Request = Request("sex", "age:0,40,60,80", "body site"),
            Model = "mobilenet_v2 + logistic probe",
            Data = new DataFingerprint(
                new string('a', 64), [new FileFingerprint("predictions.csv", new string('b', 64), 412_118, 2005)]),
            Seed = 1,
            Versions = new Dictionary<string, string> { ["isonomia"] = "0.1.0", ["dotnet"] = "10.0.0" },
            Task = "binary",
            Parity = "default",
            Threshold = new ThresholdResult("specificity_at_least(0.9)", Threshold, "validation", ">=", "smallest"),
            Flags =
            [
                new AuditFlag(
                    "patient_overlap",
                    "3 patients are in the validation and in the test rows; the numbers may be too good.",
                    IsSevere: true),
                new AuditFlag("ties_share", "None of the scores are tied."),
            ],
            Verdict = new AuditVerdict
            {
                Verdict = "disparity_found", Found = 3, Insufficient = 8, NoneFound = 1,
                Headline = "The model serves age '80 and over' worst: it misses the condition more often "
                    + $"(true positive rate 0.619, against 0.939 for '0–39'). The gap is {worst.Value:0.000} "
                    + $"(95 % interval {worst.Low:0.000} to {worst.High:0.000}, margin 0.050).",
                Sentences =
                [
                    "The model serves body site 'face' worst among sites: it tells patients with and without the "
                        + "condition apart less well.",
                ],
                Attribute = "age", Metric = "equal_opportunity_difference", WorstGroup = worst.Detail.WorstGroup,
                DependsOnDefinition = true,
                NotAssessed =
                [
                    "body site 'acral' (2 rows): fewer than 10 positive rows.",
                    "body site 'foot' (64 rows): fewer than 10 positive rows.",
                ],
            },
            Overall = Values(2005, 392, 1.85, 1),
            Size = new SampleSize(2005, 1490, 392, 1613),
            Groups = groups,
            Disparities = disparities,
            Intersections = [.. Intersections(groups)],
            Definitions = Definitions(),
            Composition = [.. new[] { "sex", "age", "body site" }.Select(Composition)],
            Curves =
            [
                Curves("overall", "overall", 2005, 392, 1.85),
                .. Cohort.Where(c => c.Positives > 0)
                .Select(c => Curves(c.Attribute, c.Group, c.N, c.Positives, c.Separation)),
            ],
            Sweeps = [.. new[] { "sex", "age", "body site" }.Select(Sweep)],
            Individual = new Dictionary<string, MetricValue>
            {
                ["consistency"] = new() { Value = 0.931, Low = 0.922, High = 0.94, N = 2005, Method = "bca" },
                ["theil"] = new() { Value = 0.112, Low = 0.101, High = 0.124, N = 2005, Method = "bca" },
            },
            Undefined =
            [
                new UndefinedResult("body site acral", "auroc", "single_class"),
                new UndefinedResult("body site acral", "tpr", "no_positives"),
            ],
            Gates =
            [
                new GateResult("gap(auroc)>0.05", false, "gap(auroc) by age is 0.154, above 0.05."),
                new GateResult("worst(npv)<0.6", true, "worst(npv) is 0.731, not below 0.6."),
            ],
            Baseline = Baseline(),
            Notes = [new ReadingNote("rows_without_label", "4 rows have no label; they are left out.", 4)],
        };
    }

    /// <summary>An audit of a task without scores to threshold.</summary>
    internal static AuditResult Without(string task, string metric)
    {
        GroupResult[] groups = [.. Cohort.Where(c => c.Attribute == "sex").Select(c => new GroupResult
        {
            Attribute = c.Attribute, Group = c.Group, N = c.N, Units = c.N, Share = c.N / 2005.0,
            IsMissing = c.Group == Grouping.MissingGroup,
            Metrics = new Dictionary<string, MetricValue>
            {
                [metric] = new() { Value = 5 + c.Separation, Low = 4, High = 9, N = c.N },
            },
        })];
        return new AuditResult
        {
            Request = Request("sex"), Data = new DataFingerprint(new string('a', 64), []), Seed = 1,
            Versions = new Dictionary<string, string>(),
            Task = task, Parity = "default", Flags = [],
            Verdict = new AuditVerdict
            {
                Verdict = "no_disparity_found",
                Found = 0,
                Insufficient = 0,
                NoneFound = 1,
                Headline =
                    "No disparity above the margin was found in 1 comparison, for these groups, metrics and data.",
            },
            Overall = new Dictionary<string, MetricValue>
            {
                [metric] = new() { Value = 6.4, Low = 6, High = 7, N = 2005 },
            },
            Size = new SampleSize(2005, 1490, null, null), Groups = groups, Disparities = [],
        };
    }

    /// <summary>The sample with another name for every group and attribute.</summary>
    internal static AuditResult Renamed(Func<string, string> rename)
    {
        AuditResult audit = Binary();
        return audit with
        {
            Model = rename(audit.Model!),
            Verdict = audit.Verdict with
            {
                Headline = rename(audit.Verdict.Headline),
                WorstGroup = rename(audit.Verdict.WorstGroup!),
            },
            Groups = [.. audit.Groups.Select(g => g with { Group = rename(g.Group) })],
            Disparities = [.. audit.Disparities.Select(d => d with
            {
                Detail = d.Detail with
                {
                    WorstGroup = rename(d.Detail.WorstGroup!),
                    Contrasts = [.. d.Detail.Contrasts.Select(c => c with { A = rename(c.A), B = rename(c.B) })],
                },
            })],
            Intersections =
            [
                .. audit.Intersections.Select(
                    i => i with { Cells = [.. i.Cells.Select(c => c with { Group = rename(c.Group) })] }),
            ],
            Composition =
            [
                .. audit.Composition.Select(
                    c => c with { Groups = [.. c.Groups.Select(g => g with { Group = rename(g.Group) })] }),
            ],
            Curves = [.. audit.Curves.Select(c => c with { Group = rename(c.Group) })],
            Sweeps = [.. audit.Sweeps.Select(s => s with { Groups = [.. s.Groups.Select(rename)] })],
        };
    }

    private static AuditRequest Request(params string[] attributes) => new()
    {
        Predictions = new PredictionRequest
        {
            Paths = ["/home/Jane Doe/predictions.csv"], Labels = ["malignant"], Scores = ["score"],
            Attributes = attributes, Unit = "patient_id", Split = "split",
        },
        ValidationSplit = "validation", TestSplit = "test", Threshold = "specificity_at_least(0.9)",
        FailOn = ["gap(auroc)>0.05"],
    };

    private static GroupResult Group(
        string attribute, string group, int n, int positives, double separation, bool isCell)
    {
        bool isSmall = positives < 10;
        return new()
        {
            Attribute = attribute, Group = group, N = n, Units = (int)(n * 0.74) + 1, Positives = positives,
            Negatives = n - positives, Share = n / 2005.0,
            IsMissing = group == Grouping.MissingGroup, IsIntersection = isCell,
            IsReference = group is "male" or "40–59" or "back", IsSmall = isSmall,
            SmallReason = isSmall ? "fewer than 10 positive rows" : null,
            Metrics = Values(n, positives, separation, n / 2005.0),
        };
    }

    private static Dictionary<string, MetricValue> Values(int n, int positives, double d, double share)
    {
        double tpr = 1 - Normal((Logit(Threshold) + 1.2 - d) / 1.0);
        double fpr = 1 - Normal(Logit(Threshold) + 1.2);
        double tp = tpr * positives, fp = fpr * (n - positives), fn = positives - tp, tn = n - positives - fp;
        int negatives = n - positives;
        MetricValue Of(double value, double se, int m, string? undefined = null, double low = 0, double high = 1) =>
            undefined is not null
            ? new MetricValue { Undefined = undefined, N = n }
            : new MetricValue
            {
                Value = value,
                Low = Math.Max(low, value - (1.96 * se)),
                High = Math.Min(high, value + (1.96 * se)),
                N = m,
                Method = "bca",
                StandardError = se,
            };
        double auroc = Normal(d / Math.Sqrt(2));
        double Rate(double p, double m) => Math.Sqrt(Math.Max(p * (1 - p), 0.01) / Math.Max(m, 1));
        string? none = positives == 0 ? "no_positives" : null;
        double[] values =
        [
            auroc, 0.25 + (auroc * 0.5), tpr, fpr, tp / Math.Max(tp + fp, 1), tn / Math.Max(tn + fn, 1),
            0.16 - (0.03 * d), 0.02 + (0.03 * (2.2 - d)), 0.6 + (0.2 * d), 0.5 - (0.3 * d), (tp - fp * 0.7) / n,
        ];
        double[] sizes =
        [
            Math.Min(positives, negatives) * 3.0, positives, positives, negatives, tp + fp, tn + fn, n * 8.0, n * 4.0,
            n / 4.0, n / 4.0, n,
        ];
        Dictionary<string, MetricValue> result = [];
        for (int i = 0; i < Metrics.Length; i++)
        {
            bool isOpen = Metrics[i].StartsWith("cal", StringComparison.Ordinal) || Metrics[i] == "net_benefit";
            result[Metrics[i]] = Of(
                values[i], Rate(isOpen ? 0.5 : values[i], sizes[i]), n, i is 0 or 1 or 2 or 8 or 9 ? none : null,
                isOpen ? -9 : 0, isOpen ? 9 : 1);
        }

        return result;
    }

    private static IEnumerable<GroupResult> Crossing()
    {
        foreach (var sex in Cohort.Where(c => c.Attribute == "sex" && c.Group != Grouping.MissingGroup))
        {
            foreach (var age in Cohort.Where(c => c.Attribute == "age" && c.Group != Grouping.MissingGroup))
            {
                yield return Group(
                    "sex × age", $"{sex.Group} × {age.Group}", sex.N * age.N / 2005,
                    sex.Positives * age.Positives / 392, age.Separation + (sex.Separation - 1.95) * 1.6, true);
            }

            foreach (var site in Cohort.Where(c => c.Attribute == "body site" && c.Group != Grouping.MissingGroup))
            {
                yield return Group(
                    "sex × body site", $"{sex.Group} × {site.Group}", sex.N * site.N / 2005,
                    sex.Positives * site.Positives / 392, site.Separation + sex.Separation - 1.95, true);
            }
        }
    }

    private static IEnumerable<DisparityResult> Criteria(List<GroupResult> groups, string attribute)
    {
        GroupResult[] judged = [.. groups.Where(g => g.Attribute == attribute && !g.IsSmall && !g.IsMissing)];
        (string Id, string Metric, double Margin)[] criteria =
            [
                ("auroc_gap", "auroc", 0.05), ("equal_opportunity_difference", "tpr", 0.05),
                ("equalized_odds_difference@worst_case", "tpr", 0.05), ("ece_gap", "ece@fixed01", 0.02)];
        foreach ((string id, string metric, double margin) in criteria)
        {
            GroupResult[] order =
                [.. judged.OrderBy(g => g.Metrics[metric].Value * (metric == "ece@fixed01" ? -1 : 1))];
            double Value(GroupResult g) => g.Metrics[metric].Value!.Value;
            ContrastResult Contrast(GroupResult a, GroupResult b)
            {
                double v = Value(a) - Value(b),
                se = 1.35 * Math.Sqrt(
                    Math.Pow(a.Metrics[metric].StandardError!.Value, 2)
                        + Math.Pow(b.Metrics[metric].StandardError!.Value, 2));
                return new(
                    metric, a.Group, b.Group, v, v - (1.96 * se), v + (1.96 * se), 2 * Normal(-Math.Abs(v) / se));
            }

            ContrastResult[] contrasts =
            [
                .. order.SelectMany((a, i) => order.Skip(i + 1).Select(b => Contrast(a, b)))
                .OrderByDescending(c => Math.Abs(c.Value)),
            ];
            ContrastResult top = contrasts[0];
            double gap = Math.Abs(top.Value), half = (top.High!.Value - top.Low!.Value) / 2,
            low = Math.Max(0, gap - half), high = gap + half;
            string verdict = low > 0 && gap > margin
                ? "disparity_found"
                : high < margin ? "no_disparity_found"
                : "insufficient_evidence";
            yield return new DisparityResult
            {
                Attribute = attribute, Metric = id, Aggregation = "criterion", Value = gap, Low = low, High = high,
                Method = "max_t", P = top.P,
                PAdjusted = Math.Min(1, top.P!.Value * 12), Adjustment = "holm over 12 primary tests", Role = "primary",
                Verdict = verdict,
                Detail = new DisparityDetail
                {
                    Reason = verdict == "disparity_found"
                        ? low > margin ? "exceeds_margin"
                        : "significant"
                        : verdict == "no_disparity_found" ? "within_margin"
                        : "interval_reaches_margin",
                    Margin = margin, WorstGroup = order[0].Group, BestGroup = order[^1].Group,
                    Groups = [.. order.Select(g => g.Group)], Contrasts = contrasts,
                    LeftOut =
                    [
                        .. groups.Where(g => g.Attribute == attribute && g.IsSmall && !g.IsMissing)
                        .Select(g => new LeftOutGroup(g.Group, "below_min_count")),
                    ],
                    MinimumDetectableGap = half * 1.43, SampleMultiplier = Math.Pow(half * 1.43 / margin, 2),
                    LimitingGroup = order[0].Group,
                },
            };
        }
    }

    private static IEnumerable<IntersectionResult> Intersections(List<GroupResult> groups) =>
        from crossing in new[] { "sex × age", "sex × body site" }
        from metric in new[] { "auroc", "tpr", "fpr" }
        let cells = groups.Where(g => g.Attribute == crossing).ToArray()
        let good = cells.Where(c => !c.IsSmall)
            .OrderBy(c => c.Metrics[metric].Value * (metric == "fpr" ? -1 : 1))
            .ToArray()
        select new IntersectionResult
        {
            Attribute = crossing, Metric = metric, Gap = 0.21, GapShrunk = 0.14, Excess = 0.05, ExcessLow = -0.02,
            ExcessHigh = 0.12, ISquared = 0.61,
            WorstCell = good[0].Group, WorstPair = $"{good[0].Group} and {good[^1].Group}",
            Cells =
            [
                .. good.Select(
                    g => new CellResult(g.Group, g.N, g.Metrics[metric].Value!.Value, g.Metrics[metric].Value * 0.98)),
            ],
            Unsupported = [.. cells.Where(c => c.IsSmall).Select(c => new LeftOutGroup(c.Group, "below_min_count"))],
        };

    private static List<DefinitionResult> Definitions() =>
    [
        new(
            "equalized_odds", "equalized_odds_difference@worst_case", "age", 0.312, "disparity_found", false,
            "Fairlearn"),
        new("equalized_odds", "equalized_odds_difference@mean", "age", 0.158, "disparity_found", false, "Fairlearn"),
        new("equalized_odds", "average_odds_difference@aif360", "age", 0.018, "no_disparity_found", true, "AIF360"),
        new("equity_scaled", "es@harvard", "age", 0.71, null, false, "Harvard Ophthalmology AI Lab"),
    ];

    private static CompositionResult Composition(string attribute)
    {
        var known = Cohort.Where(c => c.Attribute == attribute && c.Group != Grouping.MissingGroup).ToArray();
        var missing = Cohort.First(c => c.Attribute == attribute && c.Group == Grouping.MissingGroup);
        return new CompositionResult
        {
            Attribute = attribute, Missing = missing.N, MissingPrevalence = (double)missing.Positives / missing.N,
            KnownPrevalence = 0.195, MissingnessP = 0.012,
            Groups = [.. known.Select(c =>
            {
                double p = (double)c.Positives / c.N, se = Math.Sqrt(Math.Max(p * (1 - p), 0.01) / c.N);
                return new CompositionGroup(
                    c.Group, c.N, (int)(c.N * 0.74) + 1, c.Positives, p, Math.Max(0, p - (1.96 * se)),
                    Math.Min(1, p + (1.96 * se)));
            })],
            Diversity = new Dictionary<string, double> { ["pielou_evenness"] = 0.87, ["simpson"] = 0.64 },
            CramersV = 0.21, AssociationP = 0.0001,
        };
    }

    private static GroupCurves Curves(string attribute, string group, int n, int positives, double d)
    {
        double prevalence = (double)positives / n;
        double[] cuts = [.. Enumerable.Range(0, 61).Select(i => 4.5 - (0.15 * i))];
        (double F, double T)[] roc = [(0, 0), .. cuts.Select(c => (1 - Normal(c), 1 - Normal(c - d))), (1, 1)];
        double Mass(double from, double to, double shift) =>
            Normal(Logit(to) + 1.2 - shift) - Normal(Logit(from) + 1.2 - shift);
        return new GroupCurves
        {
            Attribute = attribute, Group = group,
            Roc = [.. roc.Select(p => new CurvePoint(p.F, p.T))],
            PrecisionRecall =
            [
                .. roc.Skip(1).Select(
                    p => new CurvePoint(p.T, prevalence * p.T / ((prevalence * p.T) + ((1 - prevalence) * p.F)))),
            ],
            Reliability = [.. Enumerable.Range(0, 10).Select(b => (b + 0.5) / 10).Select(s =>
            {
                double seen = Normal((Logit(s) * (0.35 + (d * 0.11))) + (0.25 * (1.9 - d))),
                half = Math.Min(0.3, 1.2 / Math.Sqrt(n * (1.1 - s) / 6));
                return new ReliabilityBin(
                    (long)(n * (1.1 - s) / 6), s, seen, Math.Max(0, seen - half), Math.Min(1, seen + half));
            })],
            Scores = [.. Enumerable.Range(0, 20).Select(b => (From: b / 20.0, To: (b + 1) / 20.0)).Select(b =>
                new ScoreBin(
                b.From, b.To, (long)Math.Round(positives * Mass(b.From, b.To, d)),
                (long)Math.Round((n - positives) * Mass(b.From, b.To, 0))))],
        };
    }

    private static ThresholdSweep Sweep(string attribute)
    {
        var groups = Cohort.Where(c => c.Attribute == attribute && c.Positives > 0).ToArray();
        double[] thresholds = [.. Enumerable.Range(1, 49).Select(i => i / 50.0)];
        double?[] Tpr(double d) => [.. thresholds.Select(t => (double?)(1 - Normal(Logit(t) + 1.2 - d)))];
        double?[] Tnr(double d) => [.. thresholds.Select(t => (double?)Normal(Logit(t) + 1.2 + ((1.85 - d) * 0.12)))];
        double?[][] tpr = [.. groups.Select(g => Tpr(g.Separation))], tnr = [.. groups.Select(g => Tnr(g.Separation))];
        double?[] Gap(double?[][] rates) =>
            [.. thresholds.Select((_, t) => rates.Max(r => r[t]) - rates.Min(r => r[t]))];
        return new ThresholdSweep(
            attribute, thresholds, [.. groups.Select(g => g.Group)], tpr, tnr, Gap(tpr), Gap(tnr));
    }

    private static BaselineResult Baseline() => new("probe without reweighting",
    [
        new BaselineChange
        {
            Attribute = "age", Metric = "tpr", Label = "trade_off", PointLabel = "trade_off", GapChange = -0.06,
            WorstChange = 0.04, OverallChange = -0.01, OverallP = 0.21,
            Groups =
            [
                new("tpr", "0–39", "baseline", -0.03, -0.05, -0.01, 0.002),
                new("tpr", "40–59", "baseline", -0.01, -0.03, 0.01, 0.4),
                new("tpr", "60–79", "baseline", 0.01, -0.01, 0.03, 0.3),
                new("tpr", "80 and over", "baseline", 0.04, 0.01, 0.07, 0.004),
            ],
        },
    ]);

    private static double Logit(double p) => p <= 0 ? -12 : p >= 1 ? 12 : Math.Log(p / (1 - p));

    /// <summary>The normal distribution function (Abramowitz and Stegun 7.1.26, error below 1.5e-7).</summary>
    private static double Normal(double x)
    {
        double z = Math.Abs(x) / Math.Sqrt(2), t = 1 / (1 + (0.3275911 * z));
        double erf = 1 - (
            (
                (((((((1.061405429 * t) - 1.453152027) * t) + 1.421413741) * t) - 0.284496736) * t)
                    + 0.254829592) * t * Math.Exp(-z * z));
        return x >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
    }
}
