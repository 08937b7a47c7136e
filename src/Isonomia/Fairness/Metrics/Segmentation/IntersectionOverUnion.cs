namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of |A ∩ B| / |A ∪ B|.</summary>
    /// <remarks>
    /// Definition: mean over cases of |A ∩ B| / |A ∪ B|. Undefined: empty_group; empty_masks where no case has a
    /// value.
    /// </remarks>
    public static Metric IntersectionOverUnion { get; } = new(
        "iou",
        "Intersection over union",
        "mean over cases of |A ∩ B| / |A ∪ B|",
        TaskSources.Jaccard,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        SegmentationSummary.Mean("iou"));
}
