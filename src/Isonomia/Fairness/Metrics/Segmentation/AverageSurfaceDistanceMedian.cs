namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The median over cases of the mean of both directed boundary distances together in mm.</summary>
    /// <remarks>
    /// Definition: median over cases of the mean of both directed boundary distances together in mm. Undefined:
    /// empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric AverageSurfaceDistanceMedian { get; } = new(
        "assd@median",
        "Average symmetric surface distance, median",
        "median over cases of the mean of both directed boundary distances together in mm",
        TaskSources.Monai,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.Median("assd"));
}
