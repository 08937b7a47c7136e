namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of (V_A − V_B) / V_B.</summary>
    /// <remarks>
    /// Definition: mean over cases of (V_A − V_B) / V_B. Undefined: empty_group; empty_masks where no case has a
    /// value.
    /// </remarks>
    public static Metric RelativeVolumeDifference { get; } = new(
        "relative_volume_difference",
        "Relative volume difference",
        "mean over cases of (V_A − V_B) / V_B",
        TaskSources.TahaHanbury,
        ValueRange.Real,
        Direction.CloserToZero,
        SegmentationSummary.Mean("relative_volume_difference"));
}
