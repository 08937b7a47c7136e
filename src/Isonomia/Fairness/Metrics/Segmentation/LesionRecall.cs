namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The mean over cases of the share of reference components found with an intersection over union of at least
    /// 0.1.
    /// </summary>
    /// <remarks>
    /// Definition: mean over cases of the share of reference components found with an intersection over union of at
    /// least 0.1. Undefined: empty_group; empty_masks where no case has a value.
    /// </remarks>
    public static Metric LesionRecall { get; } = new(
        "lesion_recall",
        "Lesion recall",
        "mean over cases of the share of reference components found with an intersection over union of at least 0.1",
        TaskSources.MetricsReloaded,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        SegmentationSummary.Mean("lesion_recall"));
}
