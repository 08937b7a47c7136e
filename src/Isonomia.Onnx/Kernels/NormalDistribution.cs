using System.Runtime.Intrinsics;

namespace Isonomia.Onnx;

/// <summary>The standard normal distribution, eight numbers at once.</summary>
internal static class NormalDistribution
{
    /// <summary>Its distribution function and density.</summary>
    /// <remarks>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26 (the error of erf is below
    /// 1.5e-7, that of the distribution function below 7.5e-8).</remarks>
    /// <param name="x">Eight numbers.</param>
    /// <param name="density">exp(−x²/2) / √(2π).</param>
    /// <returns>The shares below x.</returns>
    internal static Vector256<float> Of(Vector256<float> x, out Vector256<float> density)
    {
        Vector256<float> bell = Vector256.Exp(x * x * -0.5f);
        Vector256<float> t = Vector256<float>.One
            / Vector256.MultiplyAddEstimate(
                Vector256.Abs(x), Vector256.Create(0.3275911f * 0.70710678f), Vector256<float>.One);
        Vector256<float> series = Vector256.Create(1.061405429f);
        series = Vector256.MultiplyAddEstimate(series, t, Vector256.Create(-1.453152027f));
        series = Vector256.MultiplyAddEstimate(series, t, Vector256.Create(1.421413741f));
        series = Vector256.MultiplyAddEstimate(series, t, Vector256.Create(-0.284496736f));
        series = Vector256.MultiplyAddEstimate(series, t, Vector256.Create(0.254829592f));

        // Half of 1 − erf(|x|/√2): the share beyond |x|.
        Vector256<float> beyond = series * t * bell * 0.5f;
        density = bell * 0.39894228f;
        return Vector256.ConditionalSelect(
            Vector256.LessThan(x, Vector256<float>.Zero), beyond, Vector256<float>.One - beyond);
    }
}
