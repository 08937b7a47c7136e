namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The median over cases of the larger of the two directed 95th percentiles of boundary distance in mm.
    /// </summary>
    /// <remarks>
    /// Definition: median over cases of the larger of the two directed 95th percentiles of boundary distance in mm.
    /// Undefined: empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric HausdorffDistance95Median { get; } = new(
        "hd95@median",
        "95 % Hausdorff distance, median",
        "median over cases of the larger of the two directed 95th percentiles of boundary distance in mm",
        TaskSources.Monai,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.Median("hd95"));
}
