namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// Expected calibration error of the predicted label: how far confidence stands from observed frequency, averaged
    /// over bins.
    /// </summary>
    /// <remarks>
    /// Definition: Σ_b (n_b / n) |mean confidence − share right|, confidence max(s, 1 − s), decision at 0.5, bins as
    /// ece@fixed01. Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric ExpectedCalibrationErrorTopLabel { get; } = new(
        "ece@toplabel",
        "Expected calibration error of the predicted label",
        "Σ_b (n_b / n) |mean confidence − share right|, confidence max(s, 1 − s), decision at 0.5, bins as ece@fixed01",
        FairnessSources.Guo,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            ReliabilityDiagram.Of(rows, ScoreBinning.TopLabel).ExpectedError))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
