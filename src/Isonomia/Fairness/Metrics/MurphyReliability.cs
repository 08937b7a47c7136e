namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The part of the Brier score that comes from scores differing from frequencies.</summary>
    /// <remarks>
    /// Definition: Σ_k (n_k / n) (s_k − ȳ_k)² over distinct scores. Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric MurphyReliability { get; } = new(
        "murphy_reliability",
        "Reliability (Murphy)",
        "Σ_k (n_k / n) (s_k − ȳ_k)² over distinct scores",
        FairnessSources.Murphy,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            MurphyDecomposition.Of(rows, static parts => parts.Reliability)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
