namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of fairlearn.</summary>
    /// <remarks>
    /// An empty denominator gives 0; rows without an attribute value are dropped; rows are resampled, not patients.
    /// Source: specification §18.
    /// </remarks>
    public static ParityPreset Fairlearn { get; } = new(
        "fairlearn",
        "fairlearn",
        "score ≥ 0.5, an empty denominator gives 0, rows without an attribute value dropped, between-groups "
        + "differences and ratios, percentile intervals from rows",
        FairnessSources.Fairlearn)
    {
        Missing = "drop",
        ZeroForEmptyDenominator = true,
        IntervalScheme = "percentile_rows",
        Summary = FairlearnSummary.Write,
    };
}
