namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the best overall value discounted by the distances of the groups from it.</summary>
    /// <remarks>Definition: the largest m̄ / (1 + α Σ_g |m̄ − m_g|).</remarks>
    public static SelectionRule EquityScaled { get; } = new(
        "es@harvard",
        "Best equity-scaled value",
        "the largest m̄ / (1 + α Σ_g |m̄ − m_g|)",
        FairnessSources.Luo,
        static request => Candidates.EquityScaled(request));
}
