namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of known cells that were decided wrongly.</summary>
    /// <remarks>Definition: wrong known cells / known cells. Undefined: empty_group where no cell is known.</remarks>
    public static Metric HammingLoss { get; } = new(
        "hamming_loss",
        "Hamming loss",
        "wrong known cells / known cells",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfMultilabelRows(static (in MultilabelRows rows) => MultilabelKernel.HammingLoss(rows)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
