using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>Predictive values and accuracy carried to another prevalence with the error rates fixed (label
/// shift).</summary>
/// <remarks>Bayes' rule; Altman and Bland, BMJ 309, 1994; specification, fairness §16.</remarks>
/// <param name="PositivePredictiveValue">P(y = 1 | flagged); undefined (<c>no_predicted_positives</c>) where nobody is
/// flagged.</param>
/// <param name="NegativePredictiveValue">P(y = 0 | not flagged); undefined (<c>no_predicted_negatives</c>)
/// likewise.</param>
/// <param name="Accuracy">π·tpr + (1 − π)(1 − fpr).</param>
public sealed record PrevalenceTransport(Statistic PositivePredictiveValue, Statistic NegativePredictiveValue,
    double Accuracy)
{
    /// <summary>Carries rates over.</summary>
    /// <param name="truePositiveRate">In [0, 1].</param>
    /// <param name="falsePositiveRate">In [0, 1].</param>
    /// <param name="prevalence">π, in [0, 1].</param>
    /// <returns>What they would be.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside [0, 1].</exception>
    public static PrevalenceTransport Of(double truePositiveRate, double falsePositiveRate, double prevalence)
    {
        foreach (double value in new[] { truePositiveRate, falsePositiveRate, prevalence })
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
        }

        double hit = prevalence * truePositiveRate;
        double falseAlarm = (1 - prevalence) * falsePositiveRate;
        double pass = (1 - prevalence) * (1 - falsePositiveRate);
        double miss = prevalence * (1 - truePositiveRate);
        return new PrevalenceTransport(
            Statistic.Ratio(hit, hit + falseAlarm, UndefinedReason.NoPredictedPositives),
            Statistic.Ratio(pass, pass + miss, UndefinedReason.NoPredictedNegatives),
            hit + pass);
    }
}
