namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The two-sided p-value of perfect calibration.</summary>
    /// <remarks>
    /// Definition: 2 Φ(−|z|), z as spiegelhalter_z. Undefined: empty_group, not_a_probability; zero_denominator where
    /// every score is 0, ½ or 1.
    /// </remarks>
    public static Metric SpiegelhalterP { get; } = new(
        "spiegelhalter_p",
        "Spiegelhalter p-value",
        "2 Φ(−|z|), z as spiegelhalter_z",
        FairnessSources.Spiegelhalter,
        ValueRange.Unit,
        Direction.Descriptive,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            CalibrationTests.SpiegelhalterZ(rows).Select(CalibrationTests.TwoSidedNormal)))
    {
        Null = NullStratum.LabelProfile,
    };
}
