namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The p-value of the Hosmer–Lemeshow test with 8 degrees of freedom.</summary>
    /// <remarks>
    /// Definition: P(χ²₈ ≥ hosmer_lemeshow). Undefined: empty_group, not_a_probability; too_few_rows; zero_denominator.
    /// </remarks>
    public static Metric HosmerLemeshowP { get; } = new(
        "hosmer_lemeshow_p",
        "Hosmer–Lemeshow p-value",
        "P(χ²₈ ≥ hosmer_lemeshow)",
        FairnessSources.HosmerLemeshow,
        ValueRange.Unit,
        Direction.Descriptive,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            CalibrationTests.HosmerLemeshow(rows).Select(CalibrationTests.UpperChiSquaredEight)))
    {
        Null = NullStratum.LabelProfile,
    };
}
