namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The mean over cases of the number of predicted components that overlap no reference component so.
    /// </summary>
    /// <remarks>
    /// Definition: mean over cases of the number of predicted components that overlap no reference component so.
    /// Undefined: empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric LesionFalsePositives { get; } = new(
        "lesion_fp_per_case",
        "False positive lesions per case",
        "mean over cases of the number of predicted components that overlap no reference component so",
        TaskSources.MetricsReloaded,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.Mean("lesion_fp_per_case"));
}
