namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of the share of boundary voxels within τ mm of the other boundary.</summary>
    /// <remarks>
    /// Definition: mean over cases of the share of boundary voxels within τ mm of the other boundary. Undefined:
    /// empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric NormalizedSurfaceDice { get; } = new(
        "nsd",
        "Normalized surface Dice",
        "mean over cases of the share of boundary voxels within τ mm of the other boundary",
        TaskSources.Nikolov,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        SegmentationSummary.Mean("nsd"));
}
