namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of the largest boundary distance in mm.</summary>
    /// <remarks>
    /// Definition: mean over cases of the largest boundary distance in mm. Undefined: empty_group; empty_masks where
    /// no case has a value.
    /// </remarks>
    public static Metric HausdorffDistance { get; } = new(
        "hd",
        "Hausdorff distance",
        "mean over cases of the largest boundary distance in mm",
        TaskSources.Huttenlocher,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        SegmentationSummary.Mean("hd"));
}
