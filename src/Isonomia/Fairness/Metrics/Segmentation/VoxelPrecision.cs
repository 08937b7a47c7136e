namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of |A ∩ B| / |A|.</summary>
    /// <remarks>
    /// Definition: mean over cases of |A ∩ B| / |A|. Undefined: empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric VoxelPrecision { get; } = new(
        "voxel_precision",
        "Voxel precision",
        "mean over cases of |A ∩ B| / |A|",
        TaskSources.TahaHanbury,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        SegmentationSummary.Mean("voxel_precision"));
}
