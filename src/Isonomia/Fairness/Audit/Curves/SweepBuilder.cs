namespace Isonomia.Fairness;

/// <summary>Computes the rates of each group as the threshold moves.</summary>
internal static class SweepBuilder
{
    private const int StepCount = 100;

    /// <summary>Sweeps the threshold over the range of the scores.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="groups">The supported groups with their rows.</param>
    /// <param name="threshold">The threshold in use, which is made one of the points, or null.</param>
    /// <returns>The sweep, or null where there is nothing to sweep.</returns>
    internal static ThresholdSweep? Sweep(
        string attribute, IReadOnlyList<(string Name, SortedRows Rows)> groups, double? threshold)
    {
        List<(string Name, SortedRows Rows)> present = [.. groups.Where(group => group.Rows.Scores.Length > 0)];
        if (present.Count == 0)
        {
            return null;
        }

        double low = present.Min(group => group.Rows.Scores[0]);
        double high = present.Max(group => group.Rows.Scores[^1]);
        SortedSet<double> thresholds =
            [.. Enumerable.Range(0, StepCount + 1).Select(i => low + ((high - low) * i / StepCount))];
        if (threshold is double t && double.IsFinite(t))
        {
            thresholds.Add(t);
        }

        double[] grid = [.. thresholds];
        double?[][] sensitivity = [.. present.Select(group => Rates(group.Rows, grid, label: 1))];
        double?[][] specificity = [.. present.Select(group => Rates(group.Rows, grid, label: 0))];
        return new ThresholdSweep(
            attribute,
            grid,
            [.. present.Select(group => group.Name)],
            sensitivity,
            specificity,
            Gaps(sensitivity, grid.Length),
            Gaps(specificity, grid.Length));
    }

    /// <summary>The share of the class that is decided correctly at each threshold: score ≥ t for positives, below it
    /// for negatives.</summary>
    private static double?[] Rates(SortedRows rows, double[] grid, sbyte label)
    {
        double total = 0;
        for (int i = 0; i < rows.Scores.Length; i++)
        {
            total += rows.Labels[i] == label ? rows.Weights[i] : 0;
        }

        double?[] rates = new double?[grid.Length];
        if (total == 0)
        {
            return rates;
        }

        double below = 0;
        int next = 0;
        for (int k = 0; k < grid.Length; k++)
        {
            for (; next < rows.Scores.Length && rows.Scores[next] < grid[k]; next++)
            {
                below += rows.Labels[next] == label ? rows.Weights[next] : 0;
            }

            rates[k] = label == 1 ? (total - below) / total : below / total;
        }

        return rates;
    }

    private static double?[] Gaps(double?[][] rates, int count)
    {
        double?[] gaps = new double?[count];
        for (int k = 0; k < count; k++)
        {
            double[] defined = [.. rates.Where(r => r[k] is not null).Select(r => r[k]!.Value)];
            gaps[k] = defined.Length < 2 ? null : defined.Max() - defined.Min();
        }

        return gaps;
    }
}
