using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The rates of the true groups, solved from those of a proxy with known errors.</summary>
/// <remarks>Holds where the outcome does not depend on the proxy given the attribute; then an observed gap understates
/// the true one by the factor PPV + NPV − 1. Sources: Kallus, Mao and Zhou 2022; Chen et al. 2019; specification,
/// fairness §15.3.</remarks>
/// <param name="PositivePredictiveValue">P(A = 1 | proxy 1).</param>
/// <param name="NegativePredictiveValue">P(A = 0 | proxy 0).</param>
/// <param name="Attenuation">PPV + NPV − 1: observed difference over true difference.</param>
/// <param name="First">The rate for A = 1; undefined (<c>infeasible</c>) where the attenuation is at most 0.1.</param>
/// <param name="Second">The rate for A = 0; undefined likewise.</param>
/// <param name="Difference">First minus second.</param>
/// <param name="ObservedDifference">The difference by proxy.</param>
public sealed record ProxyCorrection(
    double PositivePredictiveValue,
    double NegativePredictiveValue,
    double Attenuation,
    Statistic First,
    Statistic Second,
    Statistic Difference,
    double ObservedDifference)
{
    private const double LeastAttenuation = 0.1;

    /// <summary>Solves for the rates.</summary>
    /// <param name="sensitivity">P(proxy 1 | A = 1), in [0, 1].</param>
    /// <param name="specificity">P(proxy 0 | A = 0), in [0, 1].</param>
    /// <param name="prevalence">P(A = 1), in (0, 1).</param>
    /// <param name="firstRate">The rate where the proxy is 1.</param>
    /// <param name="secondRate">The rate where the proxy is 0.</param>
    /// <returns>The correction; solved rates may leave [0, 1] where the assumptions fail.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static ProxyCorrection Of(
        double sensitivity, double specificity, double prevalence, double firstRate, double secondRate)
    {
        foreach (double value in new[] { sensitivity, specificity, prevalence })
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
        }

        double flagged = (sensitivity * prevalence) + ((1 - specificity) * (1 - prevalence));
        double ppv = flagged > 0 ? sensitivity * prevalence / flagged : 0;
        double npv = flagged < 1 ? specificity * (1 - prevalence) / (1 - flagged) : 0;
        double attenuation = ppv + npv - 1;
        double observed = firstRate - secondRate;
        if (!(attenuation > LeastAttenuation))
        {
            const UndefinedReason Reason = UndefinedReason.Infeasible;
            return new ProxyCorrection(ppv, npv, attenuation, Reason, Reason, Reason, observed);
        }

        double first = ((npv * firstRate) - ((1 - ppv) * secondRate)) / attenuation;
        double second = ((ppv * secondRate) - ((1 - npv) * firstRate)) / attenuation;
        return new ProxyCorrection(ppv, npv, attenuation, first, second, first - second, observed);
    }
}
