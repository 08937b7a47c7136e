namespace Isonomia.Fairness;

public partial struct BinarySummary
{
    /// <summary>Computes only the counts and the rank statistics: no bins and no logistic fits.</summary>
    /// <param name="rows">The rows in ascending order of score.</param>
    /// <returns>The counts, the concordant weight and the average precision.</returns>
    internal static BinarySummary ComputeRanks(in BinaryRows rows)
    {
        Check(rows);
        BinarySummary summary = new() { Threshold = rows.Rule.Threshold };
        AddCounts(rows, ref summary);
        AddRanks(rows, ref summary);
        return summary;
    }
}
