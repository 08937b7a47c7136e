namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// Expected calibration error, bins on the own range: how far confidence stands from observed frequency, averaged
    /// over bins.
    /// </summary>
    /// <remarks>
    /// Definition: Σ_b (n_b / n) |mean s_b − mean y_b|, ten equal-width right-closed bins over the rows' own range
    /// (pandas.cut). Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric ExpectedCalibrationErrorOwnRange { get; } = new(
        "ece@own_range",
        "Expected calibration error, bins on the own range",
        "Σ_b (n_b / n) |mean s_b − mean y_b|, ten equal-width right-closed bins over the rows' own range (pandas.cut)",
        FairnessSources.FairMedFm,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            ReliabilityDiagram.Of(rows, ScoreBinning.OwnRange).ExpectedError))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
        IsLegacy = true,
    };
}
