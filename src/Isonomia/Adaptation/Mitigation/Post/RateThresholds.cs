namespace Isonomia.Adaptation;

/// <summary>One deterministic threshold a group.</summary>
/// <remarks>Candidates are mid-points between the group's distinct scores and ±∞; of equally good ones the smallest,
/// which is the more sensitive; for a common true positive rate the largest, which alarms least.</remarks>
internal static class RateThresholds
{
    private static readonly string[] Policies =
        ["equal_tpr", "equal_fpr", "equal_selection_rate", "youden", "max_accuracy"];

    internal static PostOutcome Fit(PostProblem problem)
    {
        string policy = Policies[(int)problem["policy"]];
        int[] all = [.. problem.FitRows.Where(row => problem.Labels[row] >= 0 && !double.IsNaN(problem.Scores[row]))];
        GroupRates pooled = RatesOf(problem, all);
        if (!pooled.IsUsable)
        {
            throw new ProbeException("The validation rows hold one class only; no threshold can be fitted.");
        }

        int youden = Best(pooled, t => pooled.TruePositiveRate(t) - pooled.FalsePositiveRate(t));
        double target = problem["target"] >= 0 ? problem["target"] : RateOf(pooled, policy, youden);
        double common = pooled.Threshold(Choose(pooled, policy, target));
        List<string> notes = [];
        Dictionary<string, IReadOnlyDictionary<string, double>> fitted = [];
        double[] thresholds = new double[problem.GroupNames.Count];
        for (int g = 0; g < thresholds.Length; g++)
        {
            GroupRates rates = RatesOf(problem, problem.RowsOf(g));
            bool isSmall = rates.PositiveCount < problem["floor"] || rates.NegativeCount < problem["floor"];
            if (isSmall)
            {
                notes.Add($"Group '{problem.GroupNames[g]}' has {rates.PositiveCount} positive and "
                    + $"{rates.NegativeCount} negative validation rows; it takes the pooled threshold.");
            }

            int t = isSmall ? -1 : Choose(rates, policy, target);
            thresholds[g] = t < 0 ? common : rates.Threshold(t);
            fitted[problem.GroupNames[g]] = new Dictionary<string, double>
            {
                ["threshold"] = thresholds[g],
                ["tpr"] = t < 0 ? double.NaN : rates.TruePositiveRate(t),
                ["fpr"] = t < 0 ? double.NaN : rates.FalsePositiveRate(t),
                ["selection_rate"] = t < 0 ? double.NaN : rates.SelectionRate(t),
            };
        }

        double[] decisions = [.. problem.Scores.Select((score, row) =>
            double.IsNaN(score) || problem.Groups[row] < 0 ? double.NaN
                : score > thresholds[problem.Groups[row]] ? 1 : 0)];
        return new PostOutcome { Scores = problem.Scores, Decisions = decisions, Notes = notes, Groups = fitted };
    }

    private static GroupRates RatesOf(PostProblem problem, int[] rows) => new(
        [.. rows.Select(row => problem.Scores[row])], [.. rows.Select(row => problem.Labels[row])]);

    private static double RateOf(GroupRates rates, string policy, int t) => policy switch
    {
        "equal_tpr" => rates.TruePositiveRate(t),
        "equal_fpr" => rates.FalsePositiveRate(t),
        _ => rates.SelectionRate(t),
    };

    private static int Choose(GroupRates rates, string policy, double target) => policy switch
    {
        "youden" => Best(rates, t => rates.TruePositiveRate(t) - rates.FalsePositiveRate(t)),
        "max_accuracy" => Best(rates, t => (rates.TruePositiveRate(t) * rates.PositiveCount)
            - (rates.FalsePositiveRate(t) * rates.NegativeCount)),
        _ => Best(rates, t => -Math.Abs(RateOf(rates, policy, t) - target), isFirst: policy == "equal_tpr"),
    };

    private static int Best(GroupRates rates, Func<int, double> value, bool isFirst = false)
    {
        (int best, double highest) = (0, double.NegativeInfinity);
        foreach (int t in rates.Thresholds)
        {
            double own = value(t);
            if (own > highest + 1e-12 || (!isFirst && own >= highest - 1e-12))
            {
                (best, highest) = (t, Math.Max(own, highest));
            }
        }

        return best;
    }
}
