namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over cases of 2 |A ∩ B| / (|A| + |B|).</summary>
    /// <remarks>
    /// Definition: mean over cases of 2 |A ∩ B| / (|A| + |B|). Undefined: empty_group; empty_masks where no case has
    /// a value.
    /// </remarks>
    public static Metric Dice { get; } = new(
        "dice",
        "Dice coefficient",
        "mean over cases of 2 |A ∩ B| / (|A| + |B|)",
        TaskSources.Dice,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        SegmentationSummary.Mean("dice"));
}
