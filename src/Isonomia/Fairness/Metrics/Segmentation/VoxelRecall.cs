namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of |A ∩ B| / |B|.</summary>
    /// <remarks>
    /// Definition: mean over cases of |A ∩ B| / |B|. Undefined: empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric VoxelRecall { get; } = new(
        "voxel_recall",
        "Voxel recall",
        "mean over cases of |A ∩ B| / |B|",
        TaskSources.TahaHanbury,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        SegmentationSummary.Mean("voxel_recall"));
}
