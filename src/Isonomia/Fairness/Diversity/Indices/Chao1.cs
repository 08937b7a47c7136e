namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>A lower bound of how many categories there are, from those seen once (f₁) and twice (f₂).</summary>
    /// <remarks>Definition: S + f₁ (f₁ − 1) / (2 (f₂ + 1)). Undefined: empty_group.</remarks>
    public static DiversityIndex Chao1 { get; } = new(
        "chao1",
        "Chao1 richness",
        "S + f₁ (f₁ − 1) / (2 (f₂ + 1))",
        TaskSources.Chao,
        Direction.HigherIsBetter,
        static categories => categories.Chao);
}
