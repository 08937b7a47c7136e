namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The median over cases of the largest boundary distance in mm.</summary>
    /// <remarks>
    /// Definition: median over cases of the largest boundary distance in mm. Undefined: empty_group; empty_masks
    /// where no case has a value.
    /// </remarks>
    public static Metric HausdorffDistanceMedian { get; } = new(
        "hd@median",
        "Hausdorff distance, median",
        "median over cases of the largest boundary distance in mm",
        TaskSources.Huttenlocher,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.Median("hd"));
}
