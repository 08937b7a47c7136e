namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The median over cases of 2 |A ∩ B| / (|A| + |B|).</summary>
    /// <remarks>
    /// Definition: median over cases of 2 |A ∩ B| / (|A| + |B|). Undefined: empty_group; empty_masks where no case
    /// has a value.
    /// </remarks>
    public static Metric DiceMedian { get; } = new(
        "dice@median",
        "Dice coefficient, median",
        "median over cases of 2 |A ∩ B| / (|A| + |B|)",
        TaskSources.Dice,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        SegmentationSummary.Median("dice"));
}
