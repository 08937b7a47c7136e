namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of MEDFAIR.</summary>
    /// <remarks>
    /// The threshold with the largest F1 on the evaluated rows, then score &gt; threshold, but its rates by group
    /// use score ≥ 0.5. Deviation: the search smooths F1 by 1e-8 as FairMedFM does, MEDFAIR does not; the choice
    /// differs only between F1 values that close. Source: specification §18.
    /// </remarks>
    public static ParityPreset Medfair { get; } = new(
        "medfair",
        "MEDFAIR",
        "score > the threshold of largest F1 on the evaluated rows, rates by group at score ≥ 0.5, fairness "
        + "scores for two groups",
        FairnessSources.Medfair)
    {
        Threshold = "max_f1@fairmedfm",
        IsStrict = true,
        FitsThresholdOnEvaluation = true,
        Summary = MedfairSummary.Write,
    };
}
