using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How many positive decisions a reader works up for one true finding.</summary>
    /// <remarks>
    /// Definition: 1 / ppv. Undefined: no_predicted_positives; zero_denominator where no positive decision is right.
    /// </remarks>
    public static Metric NumberNeededToEvaluate { get; } = new(
        "number_needed_to_evaluate",
        "Number needed to evaluate",
        "1 / ppv",
        FairnessSources.Fawcett,
        new ValueRange(1, double.PositiveInfinity),
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Weight == 0 ? UndefinedReason.EmptyGroup
            : s.TruePositives + s.FalsePositives == 0 ? UndefinedReason.NoPredictedPositives
            : Statistic.Ratio(s.TruePositives + s.FalsePositives, s.TruePositives)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
