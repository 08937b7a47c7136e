namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of the absolute value of V_A − V_B in mm³.</summary>
    /// <remarks>
    /// Definition: mean over cases of the absolute value of V_A − V_B in mm³. Undefined: empty_group; empty_masks
    /// where no case has a value.
    /// </remarks>
    public static Metric VolumeErrorAbsolute { get; } = new(
        "volume_error@absolute",
        "Absolute volume error",
        "mean over cases of the absolute value of V_A − V_B in mm³",
        TaskSources.TahaHanbury,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.AbsoluteMean("volume_error"));
}
