using MathNet.Numerics;

namespace Isonomia.Numerics;

/// <summary>Association of two categorical variables in a table of counts: Pearson's χ² and Cramér's V.</summary>
/// <param name="ChiSquared">Pearson's statistic, without continuity correction.</param>
/// <param name="DegreesOfFreedom">(rows − 1)(columns − 1) of the rows and columns that are not empty.</param>
/// <param name="P">The upper tail of the χ² distribution.</param>
/// <param name="CramersV">√(χ²/(N·min(rows − 1, columns − 1))), or undefined (<c>single_category</c>).</param>
/// <param name="CramersVBiasCorrected">The correction of Bergsma 2013, or undefined (<c>single_category</c>).</param>
/// <param name="MutualInformation">In nats.</param>
public sealed record ContingencyTest(
    double ChiSquared,
    int DegreesOfFreedom,
    double P,
    Statistic CramersV,
    Statistic CramersVBiasCorrected,
    double MutualInformation)
{
    /// <summary>Tests a table.</summary>
    /// <param name="table">Counts, a row each; all rows of one length; rows and columns that are all zero are left
    /// out.</param>
    /// <returns>The test; p is 1 where fewer than two rows or columns are left.</returns>
    public static ContingencyTest Of(IReadOnlyList<double[]> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        int width = table.Count == 0 ? 0 : table[0].Length;
        int[] columns = [.. Enumerable.Range(0, width).Where(c => table.Any(row => row[c] > 0))];
        double[][] rows =
            [.. table.Where(row => row.Any(count => count > 0)).Select(row => columns.Select(c => row[c]).ToArray())];
        double total = rows.Sum(row => row.Sum());
        double[] columnSums = [.. Enumerable.Range(0, columns.Length).Select(c => rows.Sum(row => row[c]))];
        double chiSquared = 0;
        double information = 0;
        foreach (double[] row in rows)
        {
            double rowSum = row.Sum();
            for (int c = 0; c < row.Length; c++)
            {
                double expected = rowSum * columnSums[c] / total;
                chiSquared += (row[c] - expected) * (row[c] - expected) / expected;
                information += row[c] == 0 ? 0 : row[c] / total * Math.Log(row[c] / expected);
            }
        }

        int r = rows.Length;
        int k = columns.Length;
        if (r < 2 || k < 2)
        {
            const UndefinedReason Reason = UndefinedReason.SingleCategory;
            return new ContingencyTest(0, 0, 1, Reason, Reason, information);
        }

        int df = (r - 1) * (k - 1);
        double phi = chiSquared / total;
        double phiCorrected = Math.Max(0, phi - (df / (total - 1)));
        double rCorrected = r - ((r - 1) * (r - 1) / (total - 1));
        double kCorrected = k - ((k - 1) * (k - 1) / (total - 1));
        double corrected = Math.Min(rCorrected, kCorrected) - 1;
        return new ContingencyTest(
            chiSquared,
            df,
            SpecialFunctions.GammaUpperRegularized(df / 2.0, chiSquared / 2),
            Math.Sqrt(phi / Math.Min(r - 1, k - 1)),
            corrected > 0 ? Math.Sqrt(phiCorrected / corrected) : UndefinedReason.ZeroDenominator,
            information);
    }
}
