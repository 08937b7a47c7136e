namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of the mean of both directed boundary distances together in mm.</summary>
    /// <remarks>
    /// Definition: mean over cases of the mean of both directed boundary distances together in mm. Undefined:
    /// empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric AverageSurfaceDistance { get; } = new(
        "assd",
        "Average symmetric surface distance",
        "mean over cases of the mean of both directed boundary distances together in mm",
        TaskSources.Monai,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.Mean("assd"));
}
