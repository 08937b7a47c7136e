using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// The ranking of one class against the rest, or against one other class, by the scores of one class.
/// </summary>
public static class OneVersusRest
{
    /// <summary>The AUROC of a class against the rest.</summary>
    /// <remarks>Undefined where the class (missing_class) or the rest (no_negatives) has no row.</remarks>
    /// <param name="rows">The rows of a group.</param>
    /// <param name="k">The class, in [0, K).</param>
    /// <returns>A value in [0, 1].</returns>
    public static Statistic Auroc(in MulticlassRows rows, int k) => AurocOf(Summarize(rows, k, null));

    /// <summary>The average precision of a class against the rest.</summary>
    /// <remarks>Undefined where the class has no row (missing_class).</remarks>
    /// <param name="rows">The rows of a group.</param>
    /// <param name="k">The class, in [0, K).</param>
    /// <returns>A value in [0, 1].</returns>
    public static Statistic AveragePrecision(in MulticlassRows rows, int k)
    {
        BinarySummary summary = Summarize(rows, k, null);
        return summary.Weight == 0 ? UndefinedReason.EmptyGroup
            : summary.Positives == 0 ? UndefinedReason.MissingClass
            : summary.AveragePrecision;
    }

    /// <summary>
    /// The mean of the two AUROCs of a pair of classes, each ranked by its own score (Hand and Till).
    /// </summary>
    /// <remarks>
    /// <para>Undefined where one of them has no row (missing_class).</para>
    /// <para>Source: Hand and Till, Machine Learning 45 (2001), 171–186, equation 7.</para>
    /// </remarks>
    /// <param name="rows">The rows of a group.</param>
    /// <param name="first">One class.</param>
    /// <param name="second">The other class.</param>
    /// <returns>A value in [0, 1].</returns>
    public static Statistic PairAuroc(in MulticlassRows rows, int first, int second)
    {
        BinarySummary one = Summarize(rows, first, second);
        BinarySummary other = Summarize(rows, second, first);
        return one.Weight == 0 ? UndefinedReason.EmptyGroup
            : one.RankProblem is not null ? UndefinedReason.MissingClass
            : (AurocOf(one).Value + AurocOf(other).Value) / 2;
    }

    private static Statistic AurocOf(in BinarySummary summary) => summary.RankProblem switch
    {
        UndefinedReason.NoPositives => UndefinedReason.MissingClass,
        { } problem => problem,
        null => summary.ConcordantWeight / (summary.Positives * summary.Negatives),
    };

    private static BinarySummary Summarize(in MulticlassRows rows, int positive, int? against)
    {
        ReadOnlySpan<int> order = rows.Orders.Slice(positive * rows.Count, rows.Count);
        double[] scores = new double[rows.Count];
        double[] weights = new double[rows.Count];
        sbyte[] labels = new sbyte[rows.Count];
        int used = 0;
        foreach (int row in order)
        {
            int label = rows.Labels[row];
            if (rows.Weights[row] > 0 && (against is null || label == positive || label == against))
            {
                scores[used] = rows.Scores[(row * rows.ClassCount) + positive];
                weights[used] = rows.Weights[row];
                labels[used++] = label == positive ? (sbyte)1 : (sbyte)0;
            }
        }

        return BinarySummary.ComputeRanks(new BinaryRows
        {
            Scores = scores.AsSpan(0, used),
            Labels = labels.AsSpan(0, used),
            Weights = weights.AsSpan(0, used),
            Rule = DecisionRule.Default,
        });
    }
}
