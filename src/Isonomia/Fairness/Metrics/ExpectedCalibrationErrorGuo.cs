namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// Expected calibration error, released code of Guo 2017: how far confidence stands from observed frequency,
    /// averaged over bins.
    /// </summary>
    /// <remarks>
    /// Definition: as ece@fixed01_right, but rows with s = 0 lie in no bin. Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric ExpectedCalibrationErrorGuo { get; } = new(
        "ece@fixed01_right_without_zero",
        "Expected calibration error, released code of Guo 2017",
        "as ece@fixed01_right, but rows with s = 0 lie in no bin",
        FairnessSources.Guo,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            ReliabilityDiagram.Of(rows, ScoreBinning.Fixed01RightWithoutZero).ExpectedError))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
        IsLegacy = true,
    };
}
