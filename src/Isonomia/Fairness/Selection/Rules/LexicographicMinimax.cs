namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the best worst group, then the best second worst, and so on.</summary>
    /// <remarks>Definition: the largest vector of group values from worst to best, in dictionary order.</remarks>
    public static SelectionRule LexicographicMinimax { get; } = new(
        "lexicographic_minimax",
        "Lexicographic minimax",
        "the largest vector of group values from worst to best, in dictionary order",
        TaskSources.Diana,
        static request => Candidates.Lexicographic(request));
}
