using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Probes embeddings for an attribute.</summary>
/// <remarks>Source: specification, fairness §15.4; Yang et al., Nature Medicine 30, 2024 (encoding and gaps); Hewitt
/// and Liang, EMNLP 2019 (control tasks). The controls use the setting the probe chose.</remarks>
public static class AttributeProbe
{
    /// <summary>Measures the leakage of one attribute.</summary>
    /// <param name="request">The embeddings, the attribute and the splits.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The leakage; the same request gives the same bits for any number of threads.</returns>
    /// <exception cref="ArgumentException">Sizes do not fit, or a patient is in two splits.</exception>
    /// <exception cref="ProbeException">The probe cannot be fitted.</exception>
    public static AttributeLeakage Run(AttributeProbeRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        (Grouping attribute, List<LeftOutGroup> leftOut) = Supported(request);
        if (attribute.Groups.Count < 2)
        {
            MetricValue none = new() { Undefined = UndefinedReason.SingleGroup.Id() };
            return new AttributeLeakage
            {
                Attribute = attribute.Attribute, Groups = [], LeftOut = leftOut, Auroc = none, BalancedAccuracy = none,
                Probe = request.Probe.Id, Undefined = UndefinedReason.SingleGroup.Id(),
            };
        }

        ProbeResult probe =
            Fit(request, attribute.Codes, attribute, request.Splits.Validation, request.Grid, cancellation);
        int[] test = [.. request.Splits.Test.Where(row => attribute.Codes[row] >= 0)];
        double[] scores = probe.Scores(request.Embeddings, test, request.ThreadCount);
        int[] classes = [.. test.Select(row => attribute.Codes[row])];
        int[]? units = request.Units is { } all ? [.. test.Select(row => all[row])] : null;
        int k = attribute.Groups.Count;
        int[] positions = [.. Enumerable.Range(0, test.Length)];
        (IReadOnlyDictionary<string, MetricValue> within, MetricValue? conditional) =
            WithinLabel(request, test, scores, classes, k, units);
        double[] permuted = Permuted(request, attribute, probe.Chosen.Setting, test, cancellation);
        return new AttributeLeakage
        {
            Attribute = attribute.Attribute,
            Groups = [.. attribute.Groups.Select((name, g) => new LeakageGroup(
                name,
                request.Splits.Training.Count(row => attribute.Codes[row] == g),
                classes.Count(code => code == g),
                positions.Where(i => classes[i] == g).Select(i => units?[i] ?? i).Distinct().Count(),
                AurocTerms.Mean([AurocTerms.OfClass(scores, classes, k, g, positions)], units, request.Confidence)))],
            LeftOut = leftOut,
            Auroc = AurocTerms.Mean(AurocTerms.OneVersusRest(scores, classes, k), units, request.Confidence),
            BalancedAccuracy = AurocTerms.BalancedAccuracy(scores, classes, k, units, request.Confidence),
            WithinLabel = within,
            Conditional = conditional,
            PermutedMean = permuted.Length == 0 ? null : permuted.Average(),
            PermutedFarthest = permuted.Length == 0 ? null : permuted.MaxBy(value => Math.Abs(value - 0.5)),
            Permutations = permuted.Length,
            Separability = request.FoldCount > 1
                ? SeparabilityOf(request, attribute, probe.Chosen.Setting, cancellation) : null,
            Probe = request.Probe.Id,
            Setting = probe.Chosen.Setting,
            Candidates = probe.Candidates,
        };
    }

    /// <summary>Leaves out groups with too few patients in training or test.</summary>
    private static (Grouping Kept, List<LeftOutGroup> LeftOut) Supported(AttributeProbeRequest request)
    {
        Grouping attribute = request.Attribute;
        List<LeftOutGroup> left = [];
        List<int> kept = [];
        for (int g = 0; g < attribute.Groups.Count; g++)
        {
            int patients = Math.Min(Patients(request.Splits.Training, g), Patients(request.Splits.Test, g));
            if (patients >= request.MinimumPatients)
            {
                kept.Add(g);
            }
            else
            {
                left.Add(new LeftOutGroup(attribute.Groups[g], UndefinedReason.BelowMinCount.Id()));
            }
        }

        return (
            new Grouping(
                attribute.Attribute, [.. kept.Select(g => attribute.Groups[g])],
                    [.. attribute.Codes.Select(code => kept.IndexOf(code))]),
            left);

        int Patients(IReadOnlyList<int> rows, int group) =>
            rows.Where(row => attribute.Codes[row] == group).Select(row => request.Units?[row] ?? row).Distinct()
                .Count();
    }

    private static ProbeResult Fit(
        AttributeProbeRequest request, int[] codes, Grouping attribute, IReadOnlyList<int> validation,
            IReadOnlyList<double> grid,
        CancellationToken cancellation) => ProbeFit.Run(
        new ProbeRequest
        {
            Embeddings = request.Embeddings,
            Classes = codes,
            ClassNames = attribute.Groups,
            TrainingRows = request.Splits.Training,
            ValidationRows = validation,
            Units = request.Units,
            Probe = request.Probe,
            Grid = grid,
            IsStandardized = request.IsStandardized,
            ThreadCount = request.ThreadCount,
        },
        cancellation);

    private static (IReadOnlyDictionary<string, MetricValue> Within, MetricValue? Mean) WithinLabel(
        AttributeProbeRequest request, int[] test, double[] scores, int[] classes, int classCount, int[]? units)
    {
        Dictionary<string, MetricValue> within = new(StringComparer.Ordinal);
        if (request.Label is not { } label)
        {
            return (within, null);
        }

        List<AurocTerms.Term> all = [];
        for (int y = 0; y < label.Groups.Count; y++)
        {
            int own = y;
            IEnumerable<int> rows = Enumerable.Range(0, test.Length).Where(i => label.Codes[test[i]] == own);
            AurocTerms.Term[] terms = [.. AurocTerms.OneVersusRest(scores, classes, classCount, rows)];
            within.Add(label.Groups[y], AurocTerms.Mean(terms, units, request.Confidence));
            all.AddRange(terms);
        }

        return (within, AurocTerms.Mean(all, units, request.Confidence));
    }

    /// <summary>The attribute is dealt anew to the patients of training and validation; test keeps the true
    /// one.</summary>
    private static double[] Permuted(
        AttributeProbeRequest request, Grouping attribute, double setting, int[] test, CancellationToken cancellation)
    {
        double[] found = new double[request.Permutations];
        int[] training = [.. request.Splits.Training.Where(row => attribute.Codes[row] >= 0)];
        int[][] patients =
            [.. training.GroupBy(row => request.Units?[row] ?? row).OrderBy(unit => unit.Key)
                .Select(unit => unit.ToArray())];
        for (int b = 0; b < found.Length; b++)
        {
            int[] order = [.. Enumerable.Range(0, patients.Length)];
            RandomSource.For(request.Seed, "leakage_permutation", b).Shuffle<int>(order);
            int[] codes = [.. attribute.Codes.Select(_ => -1)];
            for (int p = 0; p < patients.Length; p++)
            {
                // A patient takes the values of another, one after the other where they have several rows.
                int[] giver = patients[order[p]];
                for (int i = 0; i < patients[p].Length; i++)
                {
                    codes[patients[p][i]] = attribute.Codes[giver[i % giver.Length]];
                }
            }

            if (codes.Where(code => code >= 0).Distinct().Count() < attribute.Groups.Count)
            {
                found[b] = 0.5; // a group vanished with its only patients: nothing can be learned
                continue;
            }

            ProbeResult probe = Fit(request, codes, attribute, [], [setting], cancellation);
            double[] scores = probe.Scores(request.Embeddings, test, request.ThreadCount);
            found[b] = ProbeJudge.MacroAuroc(scores, [.. test.Select(row => attribute.Codes[row])],
                attribute.Groups.Count).ValueOrNull ?? 0.5;
        }

        return found;
    }

    private static SeparabilityResult? SeparabilityOf(
        AttributeProbeRequest request, Grouping attribute, double setting, CancellationToken cancellation)
    {
        int[] folds = PatientFolds.Deal(
            request.Units, attribute.Codes, request.FoldCount, RandomSource.For(request.Seed, "separability_folds", 0));
        return Separability.Run(
            new SeparabilityRequest
            {
                Embeddings = request.Embeddings,
                Attribute = attribute,
                Folds = folds,
                Units = request.Units,
                Probe = request.Probe,
                Setting = setting,
                IsStandardized = request.IsStandardized,
                Confidence = request.Confidence,
                ThreadCount = request.ThreadCount,
            },
            cancellation);
    }
}
