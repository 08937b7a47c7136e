using System.Globalization;

namespace Isonomia.Adaptation;

/// <summary>Thresholds by group on the upper hulls of the groups' trade-off curves.</summary>
/// <remarks>Thresholds are mid-points between distinct scores and ±∞, compared by s &gt; t. Sources: Hardt et al.,
/// NeurIPS 2016, §4; fairlearn.postprocessing.ThresholdOptimizer.</remarks>
internal static class HullThresholds
{
    private static readonly string[] Constraints =
        ["equalized_odds", "demographic_parity", "true_positive_rate_parity", "false_positive_rate_parity"];

    /// <summary>Fits on the fit rows and decides all rows.</summary>
    /// <exception cref="ProbeException">No group has both classes.</exception>
    internal static PostOutcome Fit(PostProblem problem)
    {
        string constraint = Constraints[(int)problem["constraint"]];
        bool isBalanced = problem["objective"] == 0;
        int grid = (int)problem["grid"];
        List<string> notes = [];
        List<(int Group, GroupRates Rates)> groups = [];
        for (int g = 0; g < problem.GroupNames.Count; g++)
        {
            int[] rows = problem.RowsOf(g);
            GroupRates rates = new(
                [.. rows.Select(row => problem.Scores[row])], [.. rows.Select(row => problem.Labels[row])]);
            if (rates.IsUsable)
            {
                groups.Add((g, rates));
            }
            else
            {
                notes.Add($"Group '{problem.GroupNames[g]}' has one class only among the rows that are fitted on: "
                    + "undefined (single_class), its rows get no decision.");
            }
        }

        if (groups.Count == 0)
        {
            throw new ProbeException("No group has both classes among the validation rows; nothing can be fitted.");
        }

        (double Positives, double Negatives) all =
            (groups.Sum(one => one.Rates.PositiveCount), groups.Sum(one => one.Rates.NegativeCount));
        Dictionary<int, ThresholdMixture> mixtures = constraint == "equalized_odds"
            ? EqualizedOdds(groups, all, isBalanced, grid)
            : OneRate(groups, all, constraint, isBalanced, grid);
        double[] decisions = new double[problem.Scores.Length];
        for (int row = 0; row < decisions.Length; row++)
        {
            decisions[row] = mixtures.TryGetValue(problem.Groups[row], out ThresholdMixture? mixture)
                ? mixture.Of(problem.Scores[row]) : double.NaN;
        }

        return new PostOutcome
        {
            Scores = problem.Scores,
            Decisions = decisions,
            Notes = notes,
            Groups = mixtures.OrderBy(pair => pair.Key).ToDictionary(
                pair => problem.GroupNames[pair.Key], pair => pair.Value.Numbers),
        };
    }

    private static Dictionary<int, ThresholdMixture> OneRate(
        List<(int Group, GroupRates Rates)> groups, (double Positives, double Negatives) all, string constraint,
        bool isBalanced, int grid)
    {
        HullPoint[][] hulls = [.. groups.Select(one => UpperHull.Of(one.Rates.Thresholds.Select(t => new HullPoint(
            constraint switch
            {
                "demographic_parity" => one.Rates.SelectionRate(t),
                "true_positive_rate_parity" => one.Rates.TruePositiveRate(t),
                _ => one.Rates.FalsePositiveRate(t),
            },
            Objective(one.Rates.TruePositiveRate(t), one.Rates.FalsePositiveRate(t), isBalanced,
                (one.Rates.PositiveCount, one.Rates.NegativeCount)),
            one.Rates.Threshold(t)))))];
        double count = all.Positives + all.Negatives;
        (double best, double bestX) = (double.NegativeInfinity, 0);
        for (int i = 0; i <= grid; i++)
        {
            double x = (double)i / grid;
            double value = groups.Select((one, g) =>
                UpperHull.At(hulls[g], x).Y * (one.Rates.PositiveCount + one.Rates.NegativeCount) / count).Sum();
            if (value > best + 1e-15)
            {
                (best, bestX) = (value, x);
            }
        }

        return groups.Select((one, g) => (one.Group, Mixture: Mix(hulls[g], bestX, 0, 0)))
            .ToDictionary(pair => pair.Group, pair => pair.Mixture);
    }

    private static Dictionary<int, ThresholdMixture> EqualizedOdds(
        List<(int Group, GroupRates Rates)> groups, (double Positives, double Negatives) all, bool isBalanced,
        int grid)
    {
        HullPoint[][] hulls = [.. groups.Select(one => UpperHull.Of(one.Rates.Thresholds.Select(t => new HullPoint(
            one.Rates.FalsePositiveRate(t), one.Rates.TruePositiveRate(t), one.Rates.Threshold(t)))))];
        (double best, double bestX, double bestY) = (double.NegativeInfinity, 0, 0);
        for (int i = 0; i <= grid; i++)
        {
            double x = (double)i / grid;
            double y = hulls.Min(hull => UpperHull.At(hull, x).Y);
            double value = Objective(y, x, isBalanced, all);
            if (value > best + 1e-15)
            {
                (best, bestX, bestY) = (value, x, y);
            }
        }

        return groups.Select((one, g) =>
        {
            double own = UpperHull.At(hulls[g], bestX).Y;
            double ignore = own - bestX > 1e-12 ? Math.Max(0, (own - bestY) / (own - bestX)) : 0;
            return (one.Group, Mixture: Mix(hulls[g], bestX, ignore, bestX));
        }).ToDictionary(pair => pair.Group, pair => pair.Mixture);
    }

    private static double Objective(
        double tpr, double fpr, bool isBalanced, (double Positives, double Negatives) counts) => isBalanced
        ? (tpr + 1 - fpr) / 2
        : ((tpr * counts.Positives) + ((1 - fpr) * counts.Negatives)) / (counts.Positives + counts.Negatives);

    private static ThresholdMixture Mix(HullPoint[] hull, double x, double ignore, double constant)
    {
        (HullPoint left, HullPoint right, double share) = UpperHull.Between(hull, x);
        return new ThresholdMixture(share, left.Threshold, 1 - share, right.Threshold, ignore, constant);
    }
}

/// <summary>With probability p_ignore a constant, else p0·1[s > t0] + p1·1[s > t1].</summary>
internal sealed record ThresholdMixture(
    double P0, double Threshold0, double P1, double Threshold1, double Ignored, double Constant)
{
    internal IReadOnlyDictionary<string, double> Numbers => new Dictionary<string, double>
    {
        ["p0"] = P0,
        ["threshold0"] = Threshold0,
        ["p1"] = P1,
        ["threshold1"] = Threshold1,
        ["p_ignore"] = Ignored,
        ["constant"] = Constant,
    };

    internal double Of(double score) => double.IsNaN(score) ? double.NaN : (Ignored * Constant)
        + ((1 - Ignored) * ((score > Threshold0 ? P0 : 0) + (score > Threshold1 ? P1 : 0)));

    internal string Text => string.Create(
        CultureInfo.InvariantCulture, $"{P0:0.###}·[s > {Threshold0:0.####}] + {P1:0.###}·[s > {Threshold1:0.####}]");
}
