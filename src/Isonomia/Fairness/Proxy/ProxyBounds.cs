using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>What the rates of the two groups of an unknown attribute can be, from proxy cells in which only shares are
/// known.</summary>
/// <remarks>
/// <para>In cell z: P(z), w = P(A = 1 | z), f = the mean of an outcome in [0, 1]. The weighted estimate Σ p w f / Σ p w
/// holds where the outcome does not depend on A within a cell. Without that assumption the cell's part t_z = P(outcome,
/// A = 1 | z) lies between max(0, w + f − 1) and min(w, f); both ends of the difference of rates are reached together,
/// since every cell term of one group is the complement of the other's.</para>
/// <para>Sources: Kallus, Mao and Zhou, Management Science 68(3), 2022; Chen et al., FAT* 2019; Fréchet 1935;
/// specification, fairness §15.2. These are bounds of identification; sampling adds to them.</para>
/// </remarks>
/// <param name="Share">P(A = 1).</param>
/// <param name="Weighted">The weighted estimates for A = 1 and A = 0.</param>
/// <param name="WeightedDifference">Their difference, A = 1 minus A = 0.</param>
/// <param name="First">The bounds of the rate for A = 1.</param>
/// <param name="Second">The bounds of the rate for A = 0.</param>
/// <param name="Difference">The bounds of the difference.</param>
public sealed record ProxyBounds(
    double Share,
    (double First, double Second) Weighted,
    double WeightedDifference,
    Interval First,
    Interval Second,
    Interval Difference)
{
    /// <summary>Computes the bounds.</summary>
    /// <param name="cells">P(z), above 0, summing to 1, shape [z].</param>
    /// <param name="shares">P(A = 1 | z), in [0, 1], shape [z].</param>
    /// <param name="outcomes">The mean outcome in z, in [0, 1], shape [z]; for tpr or fpr all three within the
    /// label.</param>
    /// <returns>The bounds, or null where one of the groups has no one (<c>empty_group</c>).</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a number lies outside its range.</exception>
    public static ProxyBounds? Of(IReadOnlyList<double> cells, IReadOnlyList<double> shares,
        IReadOnlyList<double> outcomes)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(outcomes);
        if (shares.Count != cells.Count || outcomes.Count != cells.Count)
        {
            throw new ArgumentException(
                $"There are {cells.Count} cells, {shares.Count} shares and {outcomes.Count} outcomes; each cell needs "
                    + $"one.");
        }

        if (cells.Concat(shares).Concat(outcomes).Any(value => !(value is >= 0 and <= 1))
            || Math.Abs(cells.Sum() - 1) > 1e-9)
        {
            throw new ArgumentException("Cells, shares and outcomes lie in [0, 1], and the cells sum to 1.");
        }

        (double one, double weighted, double rate, double low, double high) = (0, 0, 0, 0, 0);
        for (int z = 0; z < cells.Count; z++)
        {
            one += cells[z] * shares[z];
            weighted += cells[z] * shares[z] * outcomes[z];
            rate += cells[z] * outcomes[z];
            low += cells[z] * Math.Max(0, shares[z] + outcomes[z] - 1);
            high += cells[z] * Math.Min(shares[z], outcomes[z]);
        }

        double zero = 1 - one;
        if (!(one > 0) || !(zero > 0))
        {
            return null;
        }

        (double first, double second) = (weighted / one, (rate - weighted) / zero);
        return new ProxyBounds(
            one,
            (first, second),
            first - second,
            new Interval(low / one, high / one),
            new Interval((rate - high) / zero, (rate - low) / zero),
            new Interval((low / one) - ((rate - low) / zero), (high / one) - ((rate - high) / zero)));
    }
}
