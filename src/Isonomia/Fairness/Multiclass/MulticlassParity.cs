using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Parity criteria of a multiclass task, from the confusion matrix of each group.</summary>
/// <remarks>
/// <para>A rate that fewer than two groups define does not enter; a criterion no rate enters is undefined
/// (single_group). The
/// terms left out are those of <see cref="ConfusionMatrix.MissingClasses"/> and must be shown with the number.</para>
/// <para>Source: specification §7; the one-vs-rest and term-by-term forms follow Putzel and Lee, Blackbox
/// post-processing for
/// multiclass fairness, SafeAI 2022.</para>
/// </remarks>
public static class MulticlassParity
{
    /// <summary>
    /// <c>dp@max_class</c>: the largest gap, over classes, of the share of rows predicted as the class.
    /// </summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>A value in [0, 1]; 0 is parity.</returns>
    public static Statistic DemographicParityMaxClass(IReadOnlyList<ConfusionMatrix> groups) =>
        Largest(ClassGaps(groups, static (matrix, k) => matrix.SelectionRate(k)));

    /// <summary>
    /// <c>dp@mean_class</c>: the mean gap, over classes, of the share of rows predicted as the class.
    /// </summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>A value in [0, 1]; 0 is parity.</returns>
    public static Statistic DemographicParityMeanClass(IReadOnlyList<ConfusionMatrix> groups) =>
        Mean(ClassGaps(groups, static (matrix, k) => matrix.SelectionRate(k)));

    /// <summary>
    /// <c>dp@tv</c>: the total variation distance of the predicted classes, the largest over pairs of groups.
    /// </summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>A value in [0, 1]; 0 is parity.</returns>
    public static Statistic DemographicParityTotalVariation(IReadOnlyList<ConfusionMatrix> groups)
    {
        ConfusionMatrix[] used = [.. Checked(groups).Where(matrix => matrix.Weight > 0)];
        List<Statistic> distances = [];
        for (int a = 0; a < used.Length; a++)
        {
            for (int b = a + 1; b < used.Length; b++)
            {
                CompensatedSum sum = default;
                for (int k = 0; k < used[a].ClassCount; k++)
                {
                    sum.Add(Math.Abs(used[a].SelectionRate(k).Value - used[b].SelectionRate(k).Value));
                }

                distances.Add(sum.Value / 2);
            }
        }

        return Largest(distances);
    }

    /// <summary><c>eopp@max_class</c>: the largest gap of the recall of a class.</summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>A value in [0, 1]; 0 is parity.</returns>
    public static Statistic EqualOpportunityMaxClass(IReadOnlyList<ConfusionMatrix> groups) =>
        Largest(ClassGaps(groups, static (matrix, k) => matrix.Recall(k)));

    /// <summary><c>eopp@mean_class</c>: the mean gap of the recall of a class.</summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>A value in [0, 1]; 0 is parity.</returns>
    public static Statistic EqualOpportunityMeanClass(IReadOnlyList<ConfusionMatrix> groups) =>
        Mean(ClassGaps(groups, static (matrix, k) => matrix.Recall(k)));

    /// <summary>
    /// <c>eod_ovr@worst_case</c>: the largest gap of a true or false positive rate of a class against the rest.
    /// </summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>A value in [0, 1]; 0 is parity.</returns>
    public static Statistic EqualizedOddsWorstCase(IReadOnlyList<ConfusionMatrix> groups) =>
        Largest(OneVersusRestGaps(groups));

    /// <summary><c>eod_ovr@mean</c>: the mean of those gaps.</summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>A value in [0, 1]; 0 is parity.</returns>
    public static Statistic EqualizedOddsMean(IReadOnlyList<ConfusionMatrix> groups) => Mean(OneVersusRestGaps(groups));

    /// <summary><c>eod_full@max</c>: the largest gap of P(ŷ = j | y = i) over all pairs (i, j), term by term.</summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>A value in [0, 1]; 0 is parity.</returns>
    public static Statistic FullEqualizedOddsMax(IReadOnlyList<ConfusionMatrix> groups) =>
        Largest(ConfusionGaps(groups));

    /// <summary><c>eod_full@mean</c>: the mean of those gaps.</summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>A value in [0, 1]; 0 is parity.</returns>
    public static Statistic FullEqualizedOddsMean(IReadOnlyList<ConfusionMatrix> groups) => Mean(ConfusionGaps(groups));

    /// <summary>The gap of each cell P(ŷ = j | y = i), row-major, shape [K, K].</summary>
    /// <param name="groups">The confusion matrix of each group.</param>
    /// <returns>The gaps; a cell fewer than two groups define is undefined (single_group).</returns>
    public static IReadOnlyList<Statistic> ConfusionGaps(IReadOnlyList<ConfusionMatrix> groups)
    {
        int classes = Checked(groups)[0].ClassCount;
        return [.. Enumerable.Range(0, classes * classes)
            .Select(cell => Gap(groups.Select(matrix => matrix.Rate(cell / classes, cell % classes))))];
    }

    private static IReadOnlyList<Statistic> OneVersusRestGaps(IReadOnlyList<ConfusionMatrix> groups) =>
        [.. ClassGaps(groups, static (matrix, k) => matrix.Recall(k)),
            .. ClassGaps(groups, static (matrix, k) => matrix.FalsePositiveRate(k))];

    private static IReadOnlyList<Statistic> ClassGaps(
        IReadOnlyList<ConfusionMatrix> groups, Func<ConfusionMatrix, int, Statistic> rate) =>
        [
            .. Enumerable.Range(0, Checked(groups)[0].ClassCount)
            .Select(k => Gap(groups.Select(matrix => rate(matrix, k))))];

    private static IReadOnlyList<ConfusionMatrix> Checked(IReadOnlyList<ConfusionMatrix> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups.Count > 0 && groups.All(matrix => matrix.ClassCount == groups[0].ClassCount)
            ? groups
            : throw new ArgumentException(
                "The groups need confusion matrices of one size, at least one of them.", nameof(groups));
    }

    private static Statistic Gap(IEnumerable<Statistic> rates)
    {
        double[] defined = [.. rates.Where(rate => rate.IsDefined).Select(rate => rate.Value)];
        return defined.Length < 2 ? UndefinedReason.SingleGroup : defined.Max() - defined.Min();
    }

    private static Statistic Largest(IReadOnlyList<Statistic> gaps)
    {
        double[] defined = [.. gaps.Where(gap => gap.IsDefined).Select(gap => gap.Value)];
        return defined.Length == 0 ? UndefinedReason.SingleGroup : defined.Max();
    }

    private static Statistic Mean(IReadOnlyList<Statistic> gaps)
    {
        double[] defined = [.. gaps.Where(gap => gap.IsDefined).Select(gap => gap.Value)];
        return defined.Length == 0 ? UndefinedReason.SingleGroup : defined.Average();
    }
}
