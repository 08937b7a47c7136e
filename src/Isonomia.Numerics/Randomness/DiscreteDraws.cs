using MathNet.Numerics;

namespace Isonomia.Numerics;

/// <summary>Draws of counts, exact up to rounding: inversion from the mode outwards, about as many steps as the
/// standard deviation.</summary>
/// <remarks>Source: Kachitvichyanukul and Schmeiser, Journal of Statistical Computation and Simulation 22, 1985
/// (inversion from the mode).</remarks>
public static class DiscreteDraws
{
    /// <summary>How many marked balls are among <paramref name="taken"/> taken from an urn.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="marked">Marked balls in the urn.</param>
    /// <param name="others">Other balls in the urn.</param>
    /// <param name="taken">Balls taken without putting back.</param>
    /// <returns>The count.</returns>
    public static long Hypergeometric(RandomSource random, long marked, long others, long taken)
    {
        long low = Math.Max(0, taken - others);
        long high = Math.Min(marked, taken);
        if (low == high)
        {
            return low;
        }

        long mode = Math.Clamp((long)((taken + 1.0) * (marked + 1) / (marked + others + 2)), low, high);
        double peak = Math.Exp(
            Choose(marked, mode) + Choose(others, taken - mode) - Choose(marked + others, taken));
        return Invert(
            random,
            (low, mode, high),
            peak,
            x => (double)(marked - x) * (taken - x) / ((x + 1.0) * (others - taken + x + 1)));
    }

    /// <summary>How many of <paramref name="trials"/> succeed.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="trials">Independent trials.</param>
    /// <param name="p">The probability of success, in [0, 1].</param>
    /// <returns>The count.</returns>
    public static long Binomial(RandomSource random, long trials, double p)
    {
        if (trials == 0 || p <= 0)
        {
            return 0;
        }

        if (p >= 1)
        {
            return trials;
        }

        long mode = Math.Min(trials, (long)((trials + 1) * p));
        double peak = Math.Exp(Choose(trials, mode) + (mode * Math.Log(p)) + ((trials - mode) * Math.Log(1 - p)));
        double odds = p / (1 - p);
        return Invert(random, (0, mode, trials), peak, x => (trials - x) / (x + 1.0) * odds);
    }

    /// <summary>Walks up and down from the mode in turns until the uniform draw is used up.</summary>
    private static long Invert(
        RandomSource random, (long Low, long Mode, long High) range, double peak, Func<long, double> ratioUp)
    {
        double left = random.NextDouble() - peak;
        (long up, long down) = (range.Mode, range.Mode);
        (double above, double below) = (peak, peak);
        while (left >= 0)
        {
            if (up < range.High)
            {
                above *= ratioUp(up);
                up++;
                left -= above;
                if (left < 0)
                {
                    return up;
                }
            }

            if (down > range.Low)
            {
                below /= ratioUp(down - 1);
                down--;
                left -= below;
                if (left < 0)
                {
                    return down;
                }
            }

            if ((up == range.High && down == range.Low) || (above == 0 && below == 0))
            {
                return range.Mode; // the rest is rounding
            }
        }

        return range.Mode;
    }

    private static double Choose(long n, long k) =>
        SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);
}
