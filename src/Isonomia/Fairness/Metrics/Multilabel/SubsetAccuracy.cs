namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of rows with all labels known whose labels were all decided rightly.</summary>
    /// <remarks>Definition: rows all right / rows all known. Undefined: empty_group where no row is complete.</remarks>
    public static Metric SubsetAccuracy { get; } = new(
        "subset_accuracy",
        "Subset accuracy",
        "rows all right / rows all known",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfMultilabelRows(static (in MultilabelRows rows) => MultilabelKernel.SubsetAccuracy(rows)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
