namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The mean over cases of the larger of the two directed 95th percentiles of boundary distance in mm.
    /// </summary>
    /// <remarks>
    /// Definition: mean over cases of the larger of the two directed 95th percentiles of boundary distance in mm.
    /// Undefined: empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric HausdorffDistance95 { get; } = new(
        "hd95",
        "95 % Hausdorff distance",
        "mean over cases of the larger of the two directed 95th percentiles of boundary distance in mm",
        TaskSources.Monai,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.Mean("hd95"));
}
