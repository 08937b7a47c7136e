using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean squared distance of the score from the label.</summary>
    /// <remarks>Definition: Σ w (s − y)² / Σ w. Undefined: empty_group, not_a_probability.</remarks>
    public static Metric Brier { get; } = new(
        "brier",
        "Brier score",
        "Σ w (s − y)² / Σ w",
        FairnessSources.Brier,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem ? problem : Statistic.Of(s.SquaredErrorSum / s.Weight)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
