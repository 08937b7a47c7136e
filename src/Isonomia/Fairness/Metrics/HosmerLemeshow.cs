namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The χ² statistic of observed against expected counts in ten parts of equal count.</summary>
    /// <remarks>
    /// Definition: Σ_b (Σy_b − Σs_b)² / (n_b s̄_b (1 − s̄_b)) over ten parts of equal count. Undefined: empty_group,
    /// not_a_probability; too_few_rows below 10 rows; zero_denominator where a part expects none or all.
    /// </remarks>
    public static Metric HosmerLemeshow { get; } = new(
        "hosmer_lemeshow",
        "Hosmer–Lemeshow statistic",
        "Σ_b (Σy_b − Σs_b)² / (n_b s̄_b (1 − s̄_b)) over ten parts of equal count",
        FairnessSources.HosmerLemeshow,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) => CalibrationTests.HosmerLemeshow(rows)))
    {
        Null = NullStratum.LabelProfile,
    };
}
