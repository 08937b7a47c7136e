namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of the CXR-Fairness study.</summary>
    /// <remarks>
    /// Every group is compared with all rows; 1000 bootstrap replicates of rows. Source: specification §18.
    /// </remarks>
    public static ParityPreset CxrFairness { get; } = new(
        "cxr_fairness",
        "CXR-Fairness",
        "group minus all rows, xauc@marginal, calibration variants, sensitivity at specificities 0.1 to 0.9, 1000 "
        + "bootstrap replicates",
        FairnessSources.Zhang)
    {
        IntervalScheme = "percentile_rows",
        Summary = CxrFairnessSummary.Write,
    };
}
