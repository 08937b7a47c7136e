namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the best value of the worst group.</summary>
    /// <remarks>Definition: the best value of the worst group.</remarks>
    public static SelectionRule WorstGroup { get; } = new(
        "worst_group",
        "Best worst group (minimax)",
        "the best value of the worst group",
        TaskSources.Diana,
        static request => Candidates.Largest(request, candidate => Candidates.Worst(request, candidate)));
}
