namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of the mean of the two directed mean boundary distances in mm.</summary>
    /// <remarks>
    /// Definition: mean over cases of the mean of the two directed mean boundary distances in mm. Undefined:
    /// empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric AverageSurfaceDistanceMeanOfMeans { get; } = new(
        "assd@mean_of_means",
        "Average symmetric surface distance, mean of means",
        "mean over cases of the mean of the two directed mean boundary distances in mm",
        TaskSources.Medpy,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.Mean("assd@mean_of_means"));
}
