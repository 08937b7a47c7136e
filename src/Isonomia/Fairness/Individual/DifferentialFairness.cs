using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// <c>edf@smoothed</c> and <c>edf_amplification</c>: the largest log ratio of an outcome's probability between
/// groups.
/// </summary>
/// <remarks>
/// Definition: max over pairs of groups and outcomes of |ln((n_gy + c/2)/(n_g + c)) − ln((n_hy + c/2)/(n_h + c))| for
/// a binary
/// outcome. Source: Foulds, Islam, Keya and Pan, An intersectional definition of fairness, ICDE 2020 (arXiv 2018);
/// specification §5.
/// </remarks>
public static class DifferentialFairness
{
    /// <summary>The smoothed empirical differential fairness of a binary outcome.</summary>
    /// <param name="positives">The weight of positive outcomes of each group.</param>
    /// <param name="totals">The weight of all rows of each group; groups with 0 are left out.</param>
    /// <param name="concentration">The Dirichlet concentration c, positive.</param>
    /// <returns>A value ≥ 0; 0 is parity. single_group with fewer than two groups with rows.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static Statistic Smoothed(
        ReadOnlySpan<double> positives, ReadOnlySpan<double> totals, double concentration = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(concentration);
        if (positives.Length != totals.Length)
        {
            throw new ArgumentException(
                $"There are {positives.Length} counts of positives and {totals.Length} of rows; each group needs one "
                    + "of each.");
        }

        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        (double lowOther, double highOther) = (double.PositiveInfinity, double.NegativeInfinity);
        int groups = 0;
        for (int g = 0; g < totals.Length; g++)
        {
            if (totals[g] > 0)
            {
                groups++;
                double positive = Math.Log((positives[g] + (concentration / 2)) / (totals[g] + concentration));
                double negative =
                    Math.Log((totals[g] - positives[g] + (concentration / 2)) / (totals[g] + concentration));
                (low, high) = (Math.Min(low, positive), Math.Max(high, positive));
                (lowOther, highOther) = (Math.Min(lowOther, negative), Math.Max(highOther, negative));
            }
        }

        return groups < 2 ? UndefinedReason.SingleGroup : Math.Max(high - low, highOther - lowOther);
    }

    /// <summary>How much larger the differential fairness of the decisions is than that of the labels.</summary>
    /// <param name="decidedPositives">The weight of positive decisions of each group.</param>
    /// <param name="labeledPositives">The weight of positive labels of each group.</param>
    /// <param name="totals">The weight of all rows of each group.</param>
    /// <param name="concentration">The Dirichlet concentration c, positive.</param>
    /// <returns>edf(ŷ) − edf(y); positive where the model amplifies the disparity of the labels.</returns>
    public static Statistic Amplification(
        ReadOnlySpan<double> decidedPositives,
        ReadOnlySpan<double> labeledPositives,
        ReadOnlySpan<double> totals,
        double concentration = 1)
    {
        Statistic decided = Smoothed(decidedPositives, totals, concentration);
        Statistic labeled = Smoothed(labeledPositives, totals, concentration);
        return !decided.IsDefined ? decided : decided.Value - labeled.Value;
    }
}
