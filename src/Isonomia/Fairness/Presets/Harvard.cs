namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of the FairCLIP and Harvard-GF code.</summary>
    /// <remarks>
    /// Equity-scaled and spread measures next to the demographic parity and equalized odds differences of
    /// fairlearn. Source: specification §18.
    /// </remarks>
    public static ParityPreset Harvard { get; } = new(
        "harvard",
        "Harvard Ophthalmology AI Lab",
        "score ≥ 0.5, equity-scaled metrics with α = 1, performance-scaled disparities, fairlearn’s differences",
        FairnessSources.Luo)
    {
        Summary = HarvardSummary.Write,
    };
}
