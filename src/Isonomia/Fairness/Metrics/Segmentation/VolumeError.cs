namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of V_A − V_B in mm³.</summary>
    /// <remarks>
    /// Definition: mean over cases of V_A − V_B in mm³. Undefined: empty_group; empty_masks where no case has a
    /// value.
    /// </remarks>
    public static Metric VolumeError { get; } = new(
        "volume_error",
        "Volume error",
        "mean over cases of V_A − V_B in mm³",
        TaskSources.TahaHanbury,
        ValueRange.Real,
        Direction.CloserToZero,
        SegmentationSummary.Mean("volume_error"));
}
