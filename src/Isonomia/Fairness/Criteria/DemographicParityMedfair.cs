namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>One minus the gap of selection rates.</summary>
    /// <remarks>Definition: 1 − |Δ selection_rate|. Undefined where a part is, with its reason.</remarks>
    public static Criterion DemographicParityMedfair { get; } = new(
        "dp@medfair",
        "Demographic parity score (MEDFAIR)",
        "1 − |Δ selection_rate|",
        FairnessSources.Medfair,
        Direction.HigherIsBetter,
        [new(Metric.SelectionRate, Disparity.Gap)],
        Combine.OneMinusMean)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
    };
}
