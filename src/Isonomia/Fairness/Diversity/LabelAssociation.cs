using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How an attribute and a label hang together in the data, before any model has seen them.</summary>
/// <param name="Test">χ², Cramér's V and mutual information of the table.</param>
/// <param name="NormalizedMutualInformation">Mutual information over √(H(attribute) H(label)); zero_denominator where
/// one is constant.</param>
/// <param name="Prevalences">The share of positives of each group; empty_group where it has no row.</param>
/// <param name="PointwiseInformation">ln(P(group, label) / (P(group) P(label))) for each group and label (positive,
/// negative).</param>
/// <remarks>
/// A strong association lets a model learn the attribute instead of the disease. Source: specification §14.
/// </remarks>
public sealed record LabelAssociation(
    ContingencyTest Test,
    Statistic NormalizedMutualInformation,
    IReadOnlyList<Statistic> Prevalences,
    IReadOnlyList<IReadOnlyList<Statistic>> PointwiseInformation)
{
    /// <summary>
    /// The difference of the largest and the smallest prevalence; single_group with fewer than two groups.
    /// </summary>
    public Statistic PrevalenceGap
    {
        get
        {
            double[] defined = [.. Prevalences.Where(value => value.IsDefined).Select(value => value.Value)];
            return defined.Length < 2 ? UndefinedReason.SingleGroup : defined.Max() - defined.Min();
        }
    }

    /// <summary>Measures the association.</summary>
    /// <param name="positives">The positives of each group.</param>
    /// <param name="negatives">The negatives of each group.</param>
    /// <returns>The association; a cell without rows has no pointwise information (zero_category).</returns>
    /// <exception cref="ArgumentException">The lists differ in length, or a count is negative.</exception>
    public static LabelAssociation Of(IReadOnlyList<double> positives, IReadOnlyList<double> negatives)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        if (positives.Count != negatives.Count || positives.Concat(negatives).Any(count => !(count >= 0)))
        {
            throw new ArgumentException(
                "Every group needs a count of positives and of negatives, none of them negative.", nameof(negatives));
        }

        double[][] table = [.. positives.Select((count, group) => new[] { count, negatives[group] })];
        double[] labels = [positives.Sum(), negatives.Sum()];
        double total = labels.Sum();
        var test = ContingencyTest.Of(table);
        double product =
            Entropy(table.Select(row => row.Sum() / total)) * Entropy(labels.Select(count => count / total));
        return new LabelAssociation(
            test,
            product > 0 ? test.MutualInformation / Math.Sqrt(product) : UndefinedReason.ZeroDenominator,
            [.. table.Select(row => Statistic.Ratio(row[0], row.Sum(), UndefinedReason.EmptyGroup))],
            [.. table.Select(row => (IReadOnlyList<Statistic>)[.. row.Select((count, label) => count == 0
                ? Statistic.Undefined(UndefinedReason.ZeroCategory)
                : Statistic.Of(Math.Log(count * total / (row.Sum() * labels[label]))))])]);
    }

    private static double Entropy(IEnumerable<double> shares) =>
        shares.Where(share => share > 0).Sum(share => -share * Math.Log(share));
}
