namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The median over cases of V_A − V_B in mm³.</summary>
    /// <remarks>
    /// Definition: median over cases of V_A − V_B in mm³. Undefined: empty_group; empty_masks where no case has a
    /// value.
    /// </remarks>
    public static Metric VolumeErrorMedian { get; } = new(
        "volume_error@median",
        "Volume error, median",
        "median over cases of V_A − V_B in mm³",
        TaskSources.TahaHanbury,
        ValueRange.Real,
        Direction.CloserToZero,
        SegmentationSummary.Median("volume_error"));
}
