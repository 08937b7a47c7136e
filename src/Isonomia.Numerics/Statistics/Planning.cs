namespace Isonomia.Numerics;

/// <summary>What a study could have detected, and how much data it would take.</summary>
/// <remarks>Source: specification §11.9 (normal approximations); Fleiss, Levin and Paik 2003, chapter 4.</remarks>
public static class Planning
{
    /// <summary>The smallest true gap that is detected with the given power.</summary>
    /// <param name="firstError">Standard error of the first group's value.</param>
    /// <param name="secondError">Standard error of the second group's value.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <param name="power">The power.</param>
    /// <param name="comparisons">The number m of planned comparisons; the level is divided by it.</param>
    /// <returns>(z_{1−α/2m} + z_{power})·√(se₁² + se₂²).</returns>
    public static double MinimumDetectableGap(
        double firstError, double secondError, double alpha = 0.05, double power = 0.8, int comparisons = 1) =>
        (Gaussian.Quantile(1 - (alpha / (2 * comparisons))) + Gaussian.Quantile(power))
        * Hypotenuse(firstError, secondError);

    /// <summary>The smallest true gap between two rates that is detected, from a common rate.</summary>
    /// <param name="rate">The rate p.</param>
    /// <param name="firstCount">Rows of the first group.</param>
    /// <param name="secondCount">Rows of the second group.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <param name="power">The power.</param>
    /// <returns>The gap.</returns>
    public static double MinimumDetectableRateGap(
        double rate, double firstCount, double secondCount, double alpha = 0.05, double power = 0.8) =>
        MinimumDetectableGap(
            Math.Sqrt(rate * (1 - rate) / firstCount), Math.Sqrt(rate * (1 - rate) / secondCount), alpha, power);

    /// <summary>How many times the data would make a gap of the margin detectable: (mdg/δ)².</summary>
    /// <param name="minimumDetectableGap">The gap detectable now.</param>
    /// <param name="margin">The margin δ &gt; 0.</param>
    /// <returns>The multiplier.</returns>
    public static double SampleMultiplier(double minimumDetectableGap, double margin) =>
        minimumDetectableGap / margin * (minimumDetectableGap / margin);

    /// <summary>Rows in each of two equal groups needed to tell two rates apart.</summary>
    /// <param name="firstRate">p₁.</param>
    /// <param name="secondRate">p₂, other than p₁.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <param name="power">The power.</param>
    /// <returns>n per group, not rounded.</returns>
    public static double RowsPerGroup(double firstRate, double secondRate, double alpha = 0.05, double power = 0.8)
    {
        double mean = (firstRate + secondRate) / 2;
        double root = (Gaussian.Quantile(1 - (alpha / 2)) * Math.Sqrt(2 * mean * (1 - mean)))
            + (Gaussian.Quantile(power) * Math.Sqrt((firstRate * (1 - firstRate)) + (secondRate * (1 - secondRate))));
        return root * root / ((firstRate - secondRate) * (firstRate - secondRate));
    }

    /// <summary>The smallest margin below which equivalence could be shown if there is no gap.</summary>
    /// <param name="firstError">Standard error of the first group's value.</param>
    /// <param name="secondError">Standard error of the second group's value.</param>
    /// <param name="alpha">The one-sided level.</param>
    /// <param name="power">The power.</param>
    /// <param name="comparisons">The number m of planned comparisons; the level is divided by it.</param>
    /// <returns>(z_{1−α/m} + z_{1−β/2})·√(se₁² + se₂²).</returns>
    public static double SmallestProvableMargin(
        double firstError, double secondError, double alpha = 0.05, double power = 0.8, int comparisons = 1) =>
        (Gaussian.Quantile(1 - (alpha / comparisons)) + Gaussian.Quantile(1 - ((1 - power) / 2)))
        * Hypotenuse(firstError, secondError);

    /// <summary>The chance that a two-sided test rejects, given the true gap.</summary>
    /// <remarks>Counts rejections on both sides; <see cref="MinimumDetectableGap"/> leaves the wrong side out, as
    /// planning formulas do, which changes the power by less than α/2.</remarks>
    /// <param name="gap">The true gap; its sign does not matter.</param>
    /// <param name="firstError">Standard error of the first group's value.</param>
    /// <param name="secondError">Standard error of the second group's value.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <param name="comparisons">The number m of planned comparisons; the level is divided by it.</param>
    /// <returns>Φ(d − z_{1−α/2m}) + Φ(−d − z_{1−α/2m}) with d = gap/√(se₁² + se₂²); undefined (<c>zero_variance</c>)
    /// where both errors are 0.</returns>
    public static Statistic Power(
        double gap, double firstError, double secondError, double alpha = 0.05, int comparisons = 1)
    {
        double error = Hypotenuse(firstError, secondError);
        double critical = Gaussian.Quantile(1 - (alpha / (2 * comparisons)));
        return error > 0
            ? Gaussian.Cdf((gap / error) - critical) + Gaussian.Cdf((-gap / error) - critical)
            : UndefinedReason.ZeroVariance;
    }

    /// <summary>The chance to tell two rates apart with the same number of rows in each group (R's
    /// power.prop.test).</summary>
    /// <param name="firstRate">p₁.</param>
    /// <param name="secondRate">p₂.</param>
    /// <param name="rowsPerGroup">n per group &gt; 0.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <returns>Φ((√n·|p₁ − p₂| − z_{1−α/2}√(2p̄(1 − p̄)))/√(p₁q₁ + p₂q₂)); undefined (<c>zero_variance</c>) where both
    /// rates are 0 or 1.</returns>
    public static Statistic RatePower(double firstRate, double secondRate, double rowsPerGroup, double alpha = 0.05)
    {
        double mean = (firstRate + secondRate) / 2;
        double spread = Math.Sqrt((firstRate * (1 - firstRate)) + (secondRate * (1 - secondRate)));
        double shift = (Math.Sqrt(rowsPerGroup) * Math.Abs(firstRate - secondRate))
            - (Gaussian.Quantile(1 - (alpha / 2)) * Math.Sqrt(2 * mean * (1 - mean)));
        return spread > 0 ? Gaussian.Cdf(shift / spread) : UndefinedReason.ZeroVariance;
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
