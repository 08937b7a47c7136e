namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// Expected calibration error, decile bins: how far confidence stands from observed frequency, averaged over bins.
    /// </summary>
    /// <remarks>
    /// Definition: Σ_b (n_b / n) |mean s_b − mean y_b|, right-closed bins between the deciles of the own scores
    /// (pandas.qcut). Undefined: empty_group, not_a_probability, constant_score where deciles coincide.
    /// </remarks>
    public static Metric ExpectedCalibrationErrorQuantile { get; } = new(
        "ece@quantile",
        "Expected calibration error, decile bins",
        "Σ_b (n_b / n) |mean s_b − mean y_b|, right-closed bins between the deciles of the own scores (pandas.qcut)",
        FairnessSources.Zhang,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            ReliabilityDiagram.Of(rows, ScoreBinning.Quantile).ExpectedError))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
