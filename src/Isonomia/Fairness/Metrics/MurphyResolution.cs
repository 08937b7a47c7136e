namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The part of the Brier score that telling cases apart removes.</summary>
    /// <remarks>
    /// Definition: Σ_k (n_k / n) (ȳ_k − ȳ)² over distinct scores. Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric MurphyResolution { get; } = new(
        "murphy_resolution",
        "Resolution (Murphy)",
        "Σ_k (n_k / n) (ȳ_k − ȳ)² over distinct scores",
        FairnessSources.Murphy,
        new ValueRange(0, 0.25),
        Direction.HigherIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            MurphyDecomposition.Of(rows, static parts => parts.Resolution)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
