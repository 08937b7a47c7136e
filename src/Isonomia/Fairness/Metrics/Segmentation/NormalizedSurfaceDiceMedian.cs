namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The median over cases of the share of boundary voxels within τ mm of the other boundary.</summary>
    /// <remarks>
    /// Definition: median over cases of the share of boundary voxels within τ mm of the other boundary. Undefined:
    /// empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric NormalizedSurfaceDiceMedian { get; } = new(
        "nsd@median",
        "Normalized surface Dice, median",
        "median over cases of the share of boundary voxels within τ mm of the other boundary",
        TaskSources.Nikolov,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        SegmentationSummary.Median("nsd"));
}
