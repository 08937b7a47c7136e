namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The median over cases of (V_A − V_B) / V_B.</summary>
    /// <remarks>
    /// Definition: median over cases of (V_A − V_B) / V_B. Undefined: empty_group; empty_masks where no case has a
    /// value.
    /// </remarks>
    public static Metric RelativeVolumeDifferenceMedian { get; } = new(
        "relative_volume_difference@median",
        "Relative volume difference, median",
        "median over cases of (V_A − V_B) / V_B",
        TaskSources.TahaHanbury,
        ValueRange.Real,
        Direction.CloserToZero,
        SegmentationSummary.Median("relative_volume_difference"));
}
