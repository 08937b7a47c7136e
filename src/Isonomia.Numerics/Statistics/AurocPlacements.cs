namespace Isonomia.Numerics;

/// <summary>The placements of positives and negatives behind an AUROC, and the variances that rest on them.</summary>
/// <remarks>
/// <para>V10_i = mean over negatives of k(s⁺_i, s⁻_j), V01_j the mean over positives, k = 1, ½, 0; by ranks in O(n log
/// n) (specification §20 A7).</para>
/// <para>Sources: DeLong, DeLong and Clarke-Pearson 1988; Obuchowski 1997 (clustered); Sun and Xu 2014 (by
/// ranks).</para>
/// </remarks>
public sealed class AurocPlacements
{
    private AurocPlacements(double[] positives, double[] negatives, int[] positiveRows, int[] negativeRows)
    {
        Positives = positives;
        Negatives = negatives;
        PositiveRows = positiveRows;
        NegativeRows = negativeRows;
        Auroc = Moments.Mean(positives);
    }

    /// <summary>V10, in row order of the positives, shape [n⁺].</summary>
    public IReadOnlyList<double> Positives { get; }

    /// <summary>V01, in row order of the negatives, shape [n⁻].</summary>
    public IReadOnlyList<double> Negatives { get; }

    /// <summary>The AUROC.</summary>
    public double Auroc { get; }

    /// <summary>DeLong's variance S10/n⁺ + S01/n⁻; undefined (<c>boundary_estimate</c>) where it is zero or a class has
    /// one row.</summary>
    public Statistic DeLongVariance
    {
        get
        {
            double variance = Covariance(this, this);
            return variance > 0 ? variance : UndefinedReason.BoundaryEstimate;
        }
    }

    private int[] PositiveRows { get; }

    private int[] NegativeRows { get; }

    /// <summary>Computes placements.</summary>
    /// <param name="labels">0 or 1, shape [n].</param>
    /// <param name="scores">Any real scores, shape [n].</param>
    /// <returns>The placements; null where a class is missing.</returns>
    public static AurocPlacements? Of(ReadOnlySpan<sbyte> labels, ReadOnlySpan<double> scores)
    {
        double[] all = MidRanks.Of(scores);
        int[] positiveRows = Rows(labels, 1);
        int[] negativeRows = Rows(labels, 0);
        if (positiveRows.Length == 0 || negativeRows.Length == 0)
        {
            return null;
        }

        double[] own = Ranks(scores, positiveRows);
        double[] positives = new double[positiveRows.Length];
        for (int i = 0; i < positives.Length; i++)
        {
            positives[i] = (all[positiveRows[i]] - own[i]) / negativeRows.Length;
        }

        own = Ranks(scores, negativeRows);
        double[] negatives = new double[negativeRows.Length];
        for (int j = 0; j < negatives.Length; j++)
        {
            negatives[j] = 1 - ((all[negativeRows[j]] - own[j]) / positiveRows.Length);
        }

        return new AurocPlacements(positives, negatives, positiveRows, negativeRows);
    }

    /// <summary>DeLong's covariance of the AUROC of two models on the same rows.</summary>
    /// <param name="first">The first model.</param>
    /// <param name="second">The second model, with the same labels in the same order.</param>
    /// <returns>The covariance; NaN where a class has one row.</returns>
    public static double Covariance(AurocPlacements first, AurocPlacements second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Part(first.Positives, second.Positives, first.Auroc, second.Auroc)
            + Part(first.Negatives, second.Negatives, first.Auroc, second.Auroc);

        static double Part(IReadOnlyList<double> a, IReadOnlyList<double> b, double meanA, double meanB)
        {
            double sum = 0;
            for (int i = 0; i < a.Count; i++)
            {
                sum += (a[i] - meanA) * (b[i] - meanB);
            }

            return sum / (a.Count - 1) / a.Count;
        }
    }

    /// <summary>Obuchowski's variance for rows clustered in patients.</summary>
    /// <param name="units">The patient of every row, codes from 0, shape [n].</param>
    /// <returns>The variance; undefined (<c>too_few_clusters</c>) with fewer than two patients in a class.</returns>
    public Statistic ClusteredVariance(ReadOnlySpan<int> units)
    {
        int count = 0;
        foreach (int unit in units)
        {
            count = Math.Max(count, unit + 1);
        }

        double[] a = new double[count];
        double[] b = new double[count];
        bool[] hasPositive = new bool[count];
        bool[] hasNegative = new bool[count];
        for (int i = 0; i < PositiveRows.Length; i++)
        {
            int unit = units[PositiveRows[i]];
            a[unit] += Positives[i] - Auroc;
            hasPositive[unit] = true;
        }

        for (int j = 0; j < NegativeRows.Length; j++)
        {
            int unit = units[NegativeRows[j]];
            b[unit] += Negatives[j] - Auroc;
            hasNegative[unit] = true;
        }

        int i10 = hasPositive.Count(flag => flag);
        int i01 = hasNegative.Count(flag => flag);
        int all = hasPositive.Zip(hasNegative, (p, n) => p || n).Count(flag => flag);
        if (i10 < 2 || i01 < 2)
        {
            return UndefinedReason.TooFewClusters;
        }

        double positives = PositiveRows.Length;
        double negatives = NegativeRows.Length;
        double s10 = i10 / ((i10 - 1.0) * positives) * a.Sum(x => x * x);
        double s01 = i01 / ((i01 - 1.0) * negatives) * b.Sum(x => x * x);
        double s11 = all / (all - 1.0) * a.Zip(b, (x, y) => x * y).Sum();
        double variance = (s10 / positives) + (s01 / negatives) + (2 * s11 / (positives * negatives));
        return variance > 0 ? variance : UndefinedReason.BoundaryEstimate;
    }

    private static int[] Rows(ReadOnlySpan<sbyte> labels, sbyte label)
    {
        List<int> rows = [];
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] == label)
            {
                rows.Add(i);
            }
        }

        return [.. rows];
    }

    private static double[] Ranks(ReadOnlySpan<double> scores, int[] rows)
    {
        double[] picked = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            picked[i] = scores[rows[i]];
        }

        return MidRanks.Of(picked);
    }
}
