namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the best overall value among candidates whose gap is at most the declared limit.</summary>
    /// <remarks>Definition: the best overall value with gap ≤ ε; none: infeasible.</remarks>
    public static SelectionRule GapConstrained { get; } = new(
        "gap_constrained",
        "Best overall within a gap",
        "the best overall value with gap ≤ ε; none: infeasible",
        FairnessSources.Hardt,
        static request => Candidates.GapConstrained(request));
}
