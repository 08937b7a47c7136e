namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean AUROC of each class against the rest.</summary>
    /// <remarks>Definition: mean over k of AUROC(k against rest). Undefined: empty_group, missing_class.</remarks>
    public static Metric AurocOneVersusRestMacro { get; } = new(
        "auroc@ovr_macro",
        "Macro AUROC, one against the rest",
        "mean over k of AUROC(k against rest)",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfMulticlassRows(
            static (in MulticlassRows rows) => MulticlassKernel.AurocOverClasses(rows, isWeighted: false)))
    {
        Null = NullStratum.LabelProfile,
    };
}
