namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The overall value, discounted by the population spread of the groups.</summary>
    /// <remarks>Definition: m̄ / (1 + std@population). Undefined: single_group.</remarks>
    public static Disparity EsFairMedFm { get; } = new(
        "es@fairmedfm",
        "Equity-scaled value (FairMedFM)",
        "m̄ / (1 + std@population)",
        FairnessSources.FairMedFm,
        Direction.HigherIsBetter,
        DisparityInterval.IntervalArithmetic,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(
                values,
                static groups => groups.WithOverall(m => m / (1 + groups.Std(groups.Count)))));
}
