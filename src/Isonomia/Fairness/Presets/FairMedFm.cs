namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of FairMedFM.</summary>
    /// <remarks>
    /// The threshold with the largest F1 on the evaluated rows, then score &gt; threshold; groups with a single
    /// label are skipped. Source: specification §18.
    /// </remarks>
    public static ParityPreset FairMedFm { get; } = new(
        "fairmedfm",
        "FairMedFM",
        "score > the threshold of largest F1 on the evaluated rows, rows without an attribute value dropped, "
        + "groups with one label skipped",
        FairnessSources.FairMedFm)
    {
        Threshold = "max_f1@fairmedfm",
        IsStrict = true,
        Missing = "drop",
        FitsThresholdOnEvaluation = true,
        Summary = FairMedFmSummary.Write,
    };
}
