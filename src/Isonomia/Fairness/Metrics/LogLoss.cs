using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean negative log likelihood of the labels.</summary>
    /// <remarks>
    /// Definition: −Σ w [y ln p + (1 − y) ln(1 − p)] / Σ w, p clipped to [1e-15, 1 − 1e-15]. Undefined: empty_group,
    /// not_a_probability.
    /// </remarks>
    public static Metric LogLoss { get; } = new(
        "log_loss",
        "Log loss",
        "−Σ w [y ln p + (1 − y) ln(1 − p)] / Σ w, p clipped to [1e-15, 1 − 1e-15]",
        FairnessSources.ScikitLearn,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem ? problem : Statistic.Of(s.LogLossSum / s.Weight)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
