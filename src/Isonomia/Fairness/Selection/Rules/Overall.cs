namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the best overall value and asks nothing of the groups.</summary>
    /// <remarks>Definition: the best overall value.</remarks>
    public static SelectionRule Overall { get; } = new(
        "overall",
        "Best overall",
        "the best overall value",
        FairnessSources.Medfair,
        static request => Candidates.Largest(request, candidate => Candidates.Oriented(request, candidate.Overall)));
}
