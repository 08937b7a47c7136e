namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>
    /// Chooses the smallest distance to the best overall value and the smallest gap, each scaled to [0, 1] over the
    /// candidates.
    /// </summary>
    /// <remarks>Definition: the smallest √((1 − overall′)² + gap′²), both min–max scaled.</remarks>
    public static SelectionRule DistanceToOptimumUtilityGap { get; } = new(
        "dto@utility_gap",
        "Distance to the optimum of utility and gap",
        "the smallest √((1 − overall′)² + gap′²), both min–max scaled",
        TaskSources.Han,
        static request => Candidates.DistanceOfUtilityAndGap(request));
}
