using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// <c>counterfactual_flip_rate</c>: how often a decision changes when only the stated attribute does.
/// </summary>
/// <param name="CaseCount">How many cases were decided twice.</param>
/// <param name="YesToNo">How many decisions turned from positive to negative.</param>
/// <param name="NoToYes">How many turned from negative to positive.</param>
/// <remarks>
/// Source: specification §6; the test is McNemar, Psychometrika 12 (1947), 153–157, in its exact binomial form.
/// </remarks>
public sealed record CounterfactualFlips(int CaseCount, int YesToNo, int NoToYes)
{
    /// <summary>The share of cases whose decision changed; empty_group without cases.</summary>
    public Statistic FlipRate => Statistic.Ratio(YesToNo + NoToYes, CaseCount, UndefinedReason.EmptyGroup);

    /// <summary>(no to yes − yes to no) / cases: the change of the positive rate; empty_group without cases.</summary>
    public Statistic NetEffect => Statistic.Ratio(NoToYes - YesToNo, CaseCount, UndefinedReason.EmptyGroup);

    /// <summary>The exact two-sided p of McNemar's test of no net effect; 1 where nothing flipped.</summary>
    public double McNemarP
    {
        get
        {
            int flips = YesToNo + NoToYes;
            int fewer = Math.Min(YesToNo, NoToYes);
            return 2 * fewer == flips
                ? 1
                : Math.Min(1, 2 * MathNet.Numerics.SpecialFunctions.BetaRegularized(flips - fewer, fewer + 1, 0.5));
        }
    }

    /// <summary>Counts the flips.</summary>
    /// <param name="original">The decisions with the attribute as it is.</param>
    /// <param name="counterfactual">The decisions on the same cases with the attribute changed.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static CounterfactualFlips Count(ReadOnlySpan<bool> original, ReadOnlySpan<bool> counterfactual)
    {
        if (original.Length != counterfactual.Length)
        {
            throw new ArgumentException(
                $"There are {original.Length} decisions and {counterfactual.Length} counterfactual ones; each case "
                    + "needs one of each.");
        }

        (int toNo, int toYes) = (0, 0);
        for (int i = 0; i < original.Length; i++)
        {
            toNo += original[i] && !counterfactual[i] ? 1 : 0;
            toYes += !original[i] && counterfactual[i] ? 1 : 0;
        }

        return new CounterfactualFlips(original.Length, toNo, toYes);
    }
}
