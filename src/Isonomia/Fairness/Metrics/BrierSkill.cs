using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of the Brier score of always saying the prevalence that the model removes.</summary>
    /// <remarks>Definition: 1 − brier / (ȳ (1 − ȳ)). Undefined: empty_group, not_a_probability, single_class.</remarks>
    public static Metric BrierSkill { get; } = new(
        "brier_skill",
        "Brier skill score",
        "1 − brier / (ȳ (1 − ȳ))",
        FairnessSources.Murphy,
        new ValueRange(double.NegativeInfinity, 1),
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem ? problem
            : s.ClassProblem is { } single ? single
            : Statistic.Of(1 - (s.SquaredErrorSum * s.Weight / (s.Positives * s.Negatives)))))
    {
        Null = NullStratum.LabelProfile,
    };
}
