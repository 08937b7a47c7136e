using MathNet.Numerics.Distributions;

namespace Isonomia.Numerics;

/// <summary>Confidence intervals for one proportion from k successes in n independent trials.</summary>
/// <remarks>Source: Brown, Cai and DasGupta, Statistical Science 16(2), 2001; specification §10. Counts may be weighted
/// sums (then approximate). All need n &gt; 0.</remarks>
public static class ProportionInterval
{
    /// <summary>Wilson's score interval: the default.</summary>
    /// <param name="successes">k, in [0, n].</param>
    /// <param name="trials">n &gt; 0.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval, inside [0, 1].</returns>
    public static Interval Wilson(double successes, double trials, double level = 0.95)
    {
        Check(successes, trials);
        double z = Gaussian.Critical(level);
        double p = successes / trials;
        double scale = 1 + (z * z / trials);
        double center = (p + (z * z / (2 * trials))) / scale;
        double half = z / scale * Math.Sqrt((p * (1 - p) / trials) + (z * z / (4 * trials * trials)));
        return new Interval(
            successes == 0 ? 0 : Math.Max(0, center - half),
            successes == trials ? 1 : Math.Min(1, center + half));
    }

    /// <summary>The exact interval of Clopper and Pearson.</summary>
    /// <param name="successes">k, in [0, n].</param>
    /// <param name="trials">n &gt; 0.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval, inside [0, 1].</returns>
    public static Interval ClopperPearson(double successes, double trials, double level = 0.95)
    {
        Check(successes, trials);
        double alpha = 1 - level;
        return new Interval(
            successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, alpha / 2),
            successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, 1 - (alpha / 2)));
    }

    /// <summary>The equal-tailed interval under Jeffreys' prior Beta(½, ½), without end-point adjustment.</summary>
    /// <param name="successes">k, in [0, n].</param>
    /// <param name="trials">n &gt; 0.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval, inside [0, 1].</returns>
    public static Interval Jeffreys(double successes, double trials, double level = 0.95)
    {
        Check(successes, trials);
        double alpha = 1 - level;
        double a = successes + 0.5;
        double b = trials - successes + 0.5;
        return new Interval(Beta.InvCDF(a, b, alpha / 2), Beta.InvCDF(a, b, 1 - (alpha / 2)));
    }

    /// <summary>The interval of Agresti and Coull.</summary>
    /// <param name="successes">k, in [0, n].</param>
    /// <param name="trials">n &gt; 0.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval, clipped to [0, 1].</returns>
    public static Interval AgrestiCoull(double successes, double trials, double level = 0.95)
    {
        Check(successes, trials);
        double z = Gaussian.Critical(level);
        double n = trials + (z * z);
        double p = (successes + (z * z / 2)) / n;
        double half = z * Math.Sqrt(p * (1 - p) / n);
        return new Interval(Math.Max(0, p - half), Math.Min(1, p + half));
    }

    /// <summary>The Wald interval; for parity with other tools only, it covers too little.</summary>
    /// <param name="successes">k, in [0, n].</param>
    /// <param name="trials">n &gt; 0.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval, clipped to [0, 1].</returns>
    public static Interval Wald(double successes, double trials, double level = 0.95)
    {
        Check(successes, trials);
        double p = successes / trials;
        double half = Gaussian.Critical(level) * Math.Sqrt(p * (1 - p) / trials);
        return new Interval(Math.Max(0, p - half), Math.Min(1, p + half));
    }

    internal static void Check(double successes, double trials)
    {
        if (!(trials > 0) || !(successes >= 0) || successes > trials)
        {
            throw new ArgumentOutOfRangeException(
                nameof(successes),
                $"There are {successes} successes in {trials} trials; expected 0 ≤ successes ≤ trials and trials > 0.");
        }
    }
}
