namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The mean over cases of the 95th percentile of both directed boundary distances together in mm.
    /// </summary>
    /// <remarks>
    /// Definition: mean over cases of the 95th percentile of both directed boundary distances together in mm.
    /// Undefined: empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric HausdorffDistance95Pooled { get; } = new(
        "hd95@pooled",
        "95 % Hausdorff distance, pooled",
        "mean over cases of the 95th percentile of both directed boundary distances together in mm",
        TaskSources.Medpy,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.Mean("hd95@pooled"));
}
