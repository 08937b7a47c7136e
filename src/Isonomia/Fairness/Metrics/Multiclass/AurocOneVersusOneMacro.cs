namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The mean AUROC over pairs of classes (Hand and Till); it does not depend on how often each occurs.
    /// </summary>
    /// <remarks>
    /// Definition: mean over i &lt; j of (A(i|j) + A(j|i)) / 2. Undefined: empty_group, missing_class; single_class
    /// with one class.
    /// </remarks>
    public static Metric AurocOneVersusOneMacro { get; } = new(
        "auroc@ovo_macro",
        "Macro AUROC over pairs of classes",
        "mean over i < j of (A(i|j) + A(j|i)) / 2",
        TaskSources.HandTill,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfMulticlassRows(static (in MulticlassRows rows) => MulticlassKernel.AurocOverPairs(rows)))
    {
        Null = NullStratum.LabelProfile,
    };
}
