using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The precision averaged over the recall gained at each distinct score; it depends on the prevalence.
    /// </summary>
    /// <remarks>
    /// Definition: Σ (R_k − R_{k−1}) P_k over distinct scores, descending; tied scores enter together. Undefined:
    /// no_positives.
    /// </remarks>
    public static Metric AveragePrecision { get; } = new(
        "average_precision",
        "Average precision",
        "Σ (R_k − R_{k−1}) P_k over distinct scores, descending; tied scores enter together",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Weight == 0 ? UndefinedReason.EmptyGroup
            : s.Positives == 0 ? UndefinedReason.NoPositives
            : Statistic.Of(s.AveragePrecision)))
    {
        Null = NullStratum.LabelProfile,
    };
}
