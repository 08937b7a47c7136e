using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary><c>counterfactual_score_shift</c>: how far a score moves when only the stated attribute changes.</summary>
/// <param name="Mean">The mean of |s − s'|; empty_group without pairs.</param>
/// <param name="Percentile95">The 95th percentile (type 7) of |s − s'|; empty_group without pairs.</param>
/// <remarks>One value for each pair of attribute values that are exchanged. Source: specification §6.</remarks>
public sealed record CounterfactualScoreShift(Statistic Mean, Statistic Percentile95)
{
    /// <summary>Compares the scores.</summary>
    /// <param name="original">The scores with the attribute as it is.</param>
    /// <param name="counterfactual">The scores of the same cases with the attribute changed.</param>
    /// <returns>The shift.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static CounterfactualScoreShift Of(ReadOnlySpan<double> original, ReadOnlySpan<double> counterfactual)
    {
        if (original.Length != counterfactual.Length)
        {
            throw new ArgumentException(
                $"There are {original.Length} scores and {counterfactual.Length} counterfactual ones; each case needs "
                    + "one of each.");
        }

        if (original.IsEmpty)
        {
            return new CounterfactualScoreShift(UndefinedReason.EmptyGroup, UndefinedReason.EmptyGroup);
        }

        double[] shifts = new double[original.Length];
        CompensatedSum sum = default;
        for (int i = 0; i < shifts.Length; i++)
        {
            shifts[i] = Math.Abs(original[i] - counterfactual[i]);
            sum.Add(shifts[i]);
        }

        Array.Sort(shifts);
        return new CounterfactualScoreShift(sum.Value / shifts.Length, Quantile.OfSorted(shifts, 0.95));
    }
}
