namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the best recall of the worst class; needs no attribute.</summary>
    /// <remarks>Definition: the largest smallest recall of a class.</remarks>
    public static SelectionRule WorstClass { get; } = new(
        "worst_class",
        "Best worst class",
        "the largest smallest recall of a class",
        FairnessSources.Yang,
        static request => Candidates.LargestByClass(request, static recalls => recalls.Min()));
}
