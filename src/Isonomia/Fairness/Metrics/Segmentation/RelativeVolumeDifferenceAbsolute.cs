namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of the absolute value of (V_A − V_B) / V_B.</summary>
    /// <remarks>
    /// Definition: mean over cases of the absolute value of (V_A − V_B) / V_B. Undefined: empty_group; empty_masks
    /// where no case has a value.
    /// </remarks>
    public static Metric RelativeVolumeDifferenceAbsolute { get; } = new(
        "relative_volume_difference@absolute",
        "Absolute relative volume difference",
        "mean over cases of the absolute value of (V_A − V_B) / V_B",
        TaskSources.TahaHanbury,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.AbsoluteMean("relative_volume_difference"));
}
