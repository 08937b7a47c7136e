namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The median over cases of |A ∩ B| / |A ∪ B|.</summary>
    /// <remarks>
    /// Definition: median over cases of |A ∩ B| / |A ∪ B|. Undefined: empty_group; empty_masks where no case has a
    /// value.
    /// </remarks>
    public static Metric IntersectionOverUnionMedian { get; } = new(
        "iou@median",
        "Intersection over union, median",
        "median over cases of |A ∩ B| / |A ∪ B|",
        TaskSources.Jaccard,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        SegmentationSummary.Median("iou"));
}
