namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the smallest relative distance to the best value any candidate has in each group.</summary>
    /// <remarks>Definition: the smallest √Σ_g (m_g / u_g − 1)², u_g the best over candidates.</remarks>
    public static SelectionRule DistanceToOptimumMedfair { get; } = new(
        "dto@medfair",
        "Distance to the best of each group (MEDFAIR)",
        "the smallest √Σ_g (m_g / u_g − 1)², u_g the best over candidates",
        FairnessSources.Medfair,
        static request => Candidates.DistanceToBestOfEachGroup(request));
}
