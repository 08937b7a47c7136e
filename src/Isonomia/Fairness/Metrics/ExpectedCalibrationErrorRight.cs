namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// Expected calibration error, right-closed bins: how far confidence stands from observed frequency, averaged over
    /// bins.
    /// </summary>
    /// <remarks>
    /// Definition: Σ_b (n_b / n) |mean s_b − mean y_b|, ten equal-width bins on [0, 1], k = max(⌈10 s − 1e-9⌉ − 1, 0).
    /// Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric ExpectedCalibrationErrorRight { get; } = new(
        "ece@fixed01_right",
        "Expected calibration error, right-closed bins",
        "Σ_b (n_b / n) |mean s_b − mean y_b|, ten equal-width bins on [0, 1], k = max(⌈10 s − 1e-9⌉ − 1, 0)",
        FairnessSources.Guo,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            ReliabilityDiagram.Of(rows, ScoreBinning.Fixed01Right).ExpectedError))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
