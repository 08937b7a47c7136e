using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>A step in a share along an order: the cut with the largest binomial likelihood ratio, and how often a
/// shuffled order has as large a one.</summary>
internal static class ChangePoint
{
    private const int Permutations = 1_000;
    private const int FewestOnASide = 5;

    /// <summary>Finds the step.</summary>
    /// <param name="times">What orders, ascending, shape [n].</param>
    /// <param name="missing">1 without a value, 0 with one, shape [n].</param>
    /// <param name="random">Draws the permutations.</param>
    /// <returns>The first place after the step, the ratio and its p-value; null where no cut leaves five on either
    /// side.</returns>
    internal static (int Place, double Ratio, double P)? Of(double[] times, sbyte[] missing, RandomSource random)
    {
        int[] cuts = [.. Enumerable.Range(1, Math.Max(0, times.Length - 1)).Where(i => times[i] > times[i - 1]
            && i >= FewestOnASide && times.Length - i >= FewestOnASide)];
        if (cuts.Length == 0)
        {
            return null;
        }

        (int place, double ratio) = Largest(missing, cuts);
        sbyte[] shuffled = [.. missing];
        int atLeast = 0;
        for (int b = 0; b < Permutations; b++)
        {
            random.Shuffle(shuffled.AsSpan());
            atLeast += Largest(shuffled, cuts).Ratio >= ratio * (1 - 1e-12) ? 1 : 0;
        }

        return (place, ratio, (1.0 + atLeast) / (1 + Permutations));
    }

    private static (int Place, double Ratio) Largest(sbyte[] missing, int[] cuts)
    {
        int all = 0;
        foreach (sbyte one in missing)
        {
            all += one;
        }

        double whole = LogLikelihood(all, missing.Length);
        (int Place, double Ratio) best = (cuts[0], double.NegativeInfinity);
        int before = 0;
        int at = 0;
        foreach (int cut in cuts)
        {
            for (; at < cut; at++)
            {
                before += missing[at];
            }

            double ratio = 2 * (LogLikelihood(before, cut)
                + LogLikelihood(all - before, missing.Length - cut) - whole);
            if (ratio > best.Ratio)
            {
                best = (cut, ratio);
            }
        }

        return best;
    }

    private static double LogLikelihood(int hits, int count) =>
        hits == 0 || hits == count ? 0
            : (hits * Math.Log((double)hits / count)) + ((count - hits) * Math.Log((double)(count - hits) / count));
}
