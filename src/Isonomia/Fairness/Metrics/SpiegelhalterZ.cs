namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The test statistic of the Brier score against perfect calibration; standard normal where calibrated.
    /// </summary>
    /// <remarks>
    /// Definition: Σ w (y − s)(1 − 2s) / √Σ w (1 − 2s)² s (1 − s). Undefined: empty_group, not_a_probability;
    /// zero_denominator where every score is 0, ½ or 1.
    /// </remarks>
    public static Metric SpiegelhalterZ { get; } = new(
        "spiegelhalter_z",
        "Spiegelhalter z",
        "Σ w (y − s)(1 − 2s) / √Σ w (1 − 2s)² s (1 − s)",
        FairnessSources.Spiegelhalter,
        ValueRange.Real,
        Direction.CloserToZero,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) => CalibrationTests.SpiegelhalterZ(rows)))
    {
        Null = NullStratum.LabelProfile,
    };
}
