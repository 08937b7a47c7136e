using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>The change of an overall rate, divided into change of composition and change of rates.</summary>
/// <remarks>Composition: Σ (w_B − w_A)(r_A + r_B)/2; rate: Σ (r_B − r_A)(w_A + w_B)/2; they add up to the change.
/// Source: Kitagawa, JASA 50, 1955; specification, fairness §16.</remarks>
/// <param name="First">The overall rate in A.</param>
/// <param name="Second">The overall rate in B.</param>
/// <param name="Composition">The part that comes from other shares of the strata.</param>
/// <param name="Rate">The part that comes from other rates within the strata.</param>
public sealed record Kitagawa(double First, double Second, double Composition, double Rate)
{
    /// <summary>Second less first.</summary>
    public double Difference => Second - First;

    /// <summary>Decomposes a change.</summary>
    /// <param name="firstShares">Shares of the strata in A, summing to 1.</param>
    /// <param name="firstRates">Rates in A; NaN where a stratum is empty.</param>
    /// <param name="secondShares">Shares in B.</param>
    /// <param name="secondRates">Rates in B; NaN where a stratum is empty.</param>
    /// <returns>The decomposition; undefined as null (<c>no_overlap</c>) where a stratum with a share has no rate on
    /// one side.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static Kitagawa? Of(
        IReadOnlyList<double> firstShares,
        IReadOnlyList<double> firstRates,
        IReadOnlyList<double> secondShares,
        IReadOnlyList<double> secondRates)
    {
        ArgumentNullException.ThrowIfNull(firstShares);
        ArgumentNullException.ThrowIfNull(firstRates);
        ArgumentNullException.ThrowIfNull(secondShares);
        ArgumentNullException.ThrowIfNull(secondRates);
        int n = firstShares.Count;
        if (firstRates.Count != n || secondShares.Count != n || secondRates.Count != n)
        {
            throw new ArgumentException("Every stratum needs a share and a rate on both sides.");
        }

        (double first, double second, double composition, double rate) = (0, 0, 0, 0);
        for (int s = 0; s < n; s++)
        {
            if (firstShares[s] == 0 && secondShares[s] == 0)
            {
                continue;
            }

            if (double.IsNaN(firstRates[s]) || double.IsNaN(secondRates[s]))
            {
                return null;
            }

            first += firstShares[s] * firstRates[s];
            second += secondShares[s] * secondRates[s];
            composition += (secondShares[s] - firstShares[s]) * (firstRates[s] + secondRates[s]) / 2;
            rate += (secondRates[s] - firstRates[s]) * (firstShares[s] + secondShares[s]) / 2;
        }

        return new Kitagawa(first, second, composition, rate);
    }
}
