namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the smallest gap between groups, however low the values.</summary>
    /// <remarks>Definition: the smallest max − min over groups.</remarks>
    public static SelectionRule MinGap { get; } = new(
        "min_gap",
        "Smallest gap",
        "the smallest max − min over groups",
        FairnessSources.Medfair,
        static request => Candidates.Smallest(request, candidate => candidate.Gap));
}
