namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// Expected calibration error, bins of equal count: how far confidence stands from observed frequency, averaged
    /// over bins.
    /// </summary>
    /// <remarks>
    /// Definition: Σ_b (n_b / n) |mean s_b − mean y_b|, ten parts of equal count in order of score (ties may split).
    /// Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric ExpectedCalibrationErrorEqualMass { get; } = new(
        "ece@equal_mass",
        "Expected calibration error, bins of equal count",
        "Σ_b (n_b / n) |mean s_b − mean y_b|, ten parts of equal count in order of score (ties may split)",
        FairnessSources.Naeini,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            ReliabilityDiagram.Of(rows, ScoreBinning.EqualMass).ExpectedError))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
