namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the smallest distance of the group values to 1.</summary>
    /// <remarks>Definition: the smallest √Σ_g (1 − m_g)².</remarks>
    public static SelectionRule DistanceToOne { get; } = new(
        "dto@one",
        "Distance to perfection",
        "the smallest √Σ_g (1 − m_g)²",
        TaskSources.Han,
        static request => Candidates.DistanceToOne(request));
}
