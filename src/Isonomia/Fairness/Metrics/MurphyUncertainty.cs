namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The Brier score of always saying the prevalence.</summary>
    /// <remarks>Definition: ȳ (1 − ȳ). Undefined: empty_group, not_a_probability.</remarks>
    public static Metric MurphyUncertainty { get; } = new(
        "murphy_uncertainty",
        "Uncertainty (Murphy)",
        "ȳ (1 − ȳ)",
        FairnessSources.Murphy,
        new ValueRange(0, 0.25),
        Direction.Descriptive,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            MurphyDecomposition.Of(rows, static parts => parts.Uncertainty)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
