namespace Isonomia.Numerics;

/// <summary>Compares two independent proportions: intervals for their difference and ratio, and two tests.</summary>
/// <remarks>
/// <para>Everywhere: <c>firstSuccesses</c> of <c>firstTrials</c> against <c>secondSuccesses</c> of <c>secondTrials</c>;
/// a difference is first − second, a ratio first / second. Rows must be independent: with several rows a patient
/// resample patients.</para>
/// <para>Sources: Newcombe, Statistics in Medicine 17, 1998; Katz et al., Biometrics 34, 1978; specification
/// §10.</para>
/// </remarks>
public static class TwoProportions
{
    private const double TieTolerance = 1e-7;

    /// <summary>Newcombe's interval for the difference (method 10, from Wilson's limits): the default.</summary>
    /// <param name="firstSuccesses">k₁, in [0, n₁].</param>
    /// <param name="firstTrials">n₁ &gt; 0.</param>
    /// <param name="secondSuccesses">k₂, in [0, n₂].</param>
    /// <param name="secondTrials">n₂ &gt; 0.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval, inside [−1, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    public static Interval Newcombe(
        double firstSuccesses, double firstTrials, double secondSuccesses, double secondTrials, double level = 0.95)
    {
        Interval first = ProportionInterval.Wilson(firstSuccesses, firstTrials, level);
        Interval second = ProportionInterval.Wilson(secondSuccesses, secondTrials, level);
        double p1 = firstSuccesses / firstTrials;
        double p2 = secondSuccesses / secondTrials;
        return new Interval(
            Math.Max(-1, p1 - p2 - Hypotenuse(p1 - first.Low, second.High - p2)),
            Math.Min(1, p1 - p2 + Hypotenuse(first.High - p1, p2 - second.Low)));
    }

    /// <summary>The Wald interval for the difference; for parity with other tools only, it covers too little.</summary>
    /// <param name="firstSuccesses">k₁, in [0, n₁].</param>
    /// <param name="firstTrials">n₁ &gt; 0.</param>
    /// <param name="secondSuccesses">k₂, in [0, n₂].</param>
    /// <param name="secondTrials">n₂ &gt; 0.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval, clipped to [−1, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    public static Interval Wald(
        double firstSuccesses, double firstTrials, double secondSuccesses, double secondTrials, double level = 0.95)
    {
        Check(firstSuccesses, firstTrials, secondSuccesses, secondTrials);
        double p1 = firstSuccesses / firstTrials;
        double p2 = secondSuccesses / secondTrials;
        double half = Gaussian.Critical(level)
            * Math.Sqrt((p1 * (1 - p1) / firstTrials) + (p2 * (1 - p2) / secondTrials));
        return new Interval(Math.Max(-1, p1 - p2 - half), Math.Min(1, p1 - p2 + half));
    }

    /// <summary>The interval of Katz for the ratio, on the log scale.</summary>
    /// <param name="firstSuccesses">k₁, in [0, n₁].</param>
    /// <param name="firstTrials">n₁ &gt; 0.</param>
    /// <param name="secondSuccesses">k₂, in [0, n₂].</param>
    /// <param name="secondTrials">n₂ &gt; 0.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval; null where a group has no success (its logarithm does not exist).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    public static Interval? KatzLog(
        double firstSuccesses, double firstTrials, double secondSuccesses, double secondTrials, double level = 0.95)
    {
        Check(firstSuccesses, firstTrials, secondSuccesses, secondTrials);
        if (firstSuccesses == 0 || secondSuccesses == 0)
        {
            return null;
        }

        double log = Math.Log(firstSuccesses / firstTrials / (secondSuccesses / secondTrials));
        double variance = (1 / firstSuccesses) - (1 / firstTrials) + (1 / secondSuccesses) - (1 / secondTrials);
        double half = Gaussian.Critical(level) * Math.Sqrt(Math.Max(0, variance));
        return new Interval(Math.Exp(log - half), Math.Exp(log + half));
    }

    /// <summary>The z test with the pooled rate; z² is Pearson's χ² without continuity correction.</summary>
    /// <param name="firstSuccesses">k₁, in [0, n₁].</param>
    /// <param name="firstTrials">n₁ &gt; 0.</param>
    /// <param name="secondSuccesses">k₂, in [0, n₂].</param>
    /// <param name="secondTrials">n₂ &gt; 0.</param>
    /// <returns>z and its two-sided p; undefined (<c>zero_variance</c>) where the pooled rate is 0 or 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    public static (Statistic Z, Statistic P) PooledTest(
        double firstSuccesses, double firstTrials, double secondSuccesses, double secondTrials)
    {
        Check(firstSuccesses, firstTrials, secondSuccesses, secondTrials);
        double pooled = (firstSuccesses + secondSuccesses) / (firstTrials + secondTrials);
        double variance = pooled * (1 - pooled) * ((1 / firstTrials) + (1 / secondTrials));
        if (!(variance > 0))
        {
            return (UndefinedReason.ZeroVariance, UndefinedReason.ZeroVariance);
        }

        double z = ((firstSuccesses / firstTrials) - (secondSuccesses / secondTrials)) / Math.Sqrt(variance);
        return (z, Gaussian.TwoSidedP(z));
    }

    /// <summary>Fisher's exact test, two-sided: the tables that are at most as probable as the observed one.</summary>
    /// <remarks>Probabilities within a factor 1 + 10⁻⁷ count as equal, as in R's fisher.test. O(min(n₁, k₁ +
    /// k₂)).</remarks>
    /// <param name="firstSuccesses">k₁, in [0, n₁].</param>
    /// <param name="firstTrials">n₁ &gt; 0.</param>
    /// <param name="secondSuccesses">k₂, in [0, n₂].</param>
    /// <param name="secondTrials">n₂ &gt; 0.</param>
    /// <returns>The p-value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is impossible.</exception>
    public static double FisherExactP(long firstSuccesses, long firstTrials, long secondSuccesses, long secondTrials)
    {
        Check(firstSuccesses, firstTrials, secondSuccesses, secondTrials);
        long successes = firstSuccesses + secondSuccesses;
        long lowest = Math.Max(0, successes - secondTrials);
        long highest = Math.Min(firstTrials, successes);
        double[] weights = new double[highest - lowest + 1];

        // Weights relative to the mode, by the ratio of neighbors, so that nothing overflows.
        double modeReal = (successes + 1.0) * (firstTrials + 1.0) / (firstTrials + secondTrials + 2.0);
        long mode = Math.Clamp((long)modeReal, lowest, highest);
        weights[mode - lowest] = 1;
        for (long x = mode; x < highest; x++)
        {
            weights[x + 1 - lowest] = weights[x - lowest] * Up(x);
        }

        for (long x = mode; x > lowest; x--)
        {
            weights[x - 1 - lowest] = weights[x - lowest] / Up(x - 1);
        }

        double limit = weights[firstSuccesses - lowest] * (1 + TieTolerance);
        Array.Sort(weights);
        double total = Moments.Sum(weights);
        double atMost = Moments.Sum(weights.AsSpan(0, Array.FindLastIndex(weights, weight => weight <= limit) + 1));
        return Math.Min(1, atMost / total);

        double Up(long x) => (firstTrials - x) / (x + 1.0) * (successes - x) / (secondTrials - successes + x + 1.0);
    }

    /// <summary>McNemar's exact test of paired decisions: the discordant pairs against a fair coin,
    /// two-sided.</summary>
    /// <remarks>Source: McNemar, Psychometrika 12, 1947; specification §11.8.</remarks>
    /// <param name="firstOnly">Pairs positive under the first condition only, at least 0.</param>
    /// <param name="secondOnly">Pairs positive under the second condition only, at least 0.</param>
    /// <returns>min(1, 2·P(X ≤ min)), X ~ Binomial(first + second, ½); 1 where no pair differs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double McNemarExactP(long firstOnly, long secondOnly)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(secondOnly);
        long fewer = Math.Min(firstOnly, secondOnly);
        long more = Math.Max(firstOnly, secondOnly);
        return fewer == more
            ? 1
            : Math.Min(1, 2 * MathNet.Numerics.SpecialFunctions.BetaRegularized(more, fewer + 1, 0.5));
    }

    private static void Check(double firstSuccesses, double firstTrials, double secondSuccesses, double secondTrials)
    {
        ProportionInterval.Check(firstSuccesses, firstTrials);
        ProportionInterval.Check(secondSuccesses, secondTrials);
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
