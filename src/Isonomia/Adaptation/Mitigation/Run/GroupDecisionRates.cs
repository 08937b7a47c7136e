namespace Isonomia.Adaptation;

/// <summary>Expected rates of one group before and after a mitigation; null where undefined.</summary>
/// <param name="Group">The group.</param>
/// <param name="PositiveCount">Positive rows.</param>
/// <param name="NegativeCount">Negative rows.</param>
/// <param name="TruePositiveRateBefore">Of plain training at 0.5.</param>
/// <param name="TruePositiveRate">Of the method: its decisions in expectation, else its scores at 0.5.</param>
/// <param name="FalsePositiveRateBefore">Of plain training at 0.5.</param>
/// <param name="FalsePositiveRate">Of the method.</param>
/// <param name="SelectionRateBefore">Of plain training at 0.5.</param>
/// <param name="SelectionRate">Of the method.</param>
public sealed record GroupDecisionRates(
    string Group, int PositiveCount, int NegativeCount, double? TruePositiveRateBefore, double? TruePositiveRate,
    double? FalsePositiveRateBefore, double? FalsePositiveRate, double? SelectionRateBefore, double? SelectionRate)
{
    internal static IReadOnlyList<GroupDecisionRates> Of(
        IReadOnlyList<string> names, int[] groups, int[] labels, IEnumerable<int> rows, double[] before, double[] after)
    {
        int[] known = [.. rows.Where(row => labels[row] >= 0 && !double.IsNaN(after[row]))];
        return [.. names.Select((name, g) =>
        {
            int[] own = [.. known.Where(row => groups[row] == g)];
            int[] positives = [.. own.Where(row => labels[row] == 1)];
            int[] negatives = [.. own.Where(row => labels[row] == 0)];
            return new GroupDecisionRates(
                name, positives.Length, negatives.Length, Mean(positives, before), Mean(positives, after),
                Mean(negatives, before), Mean(negatives, after), Mean(own, before), Mean(own, after));
        })];
    }

    private static double? Mean(int[] rows, double[] decisions) =>
        rows.Length == 0 ? null : rows.Average(row => decisions[row]);
}
