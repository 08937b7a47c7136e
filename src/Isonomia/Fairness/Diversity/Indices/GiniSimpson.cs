namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The probability that two draws with replacement differ in category.</summary>
    /// <remarks>Definition: 1 − Σ p². Undefined: empty_group.</remarks>
    public static DiversityIndex GiniSimpson { get; } = new(
        "gini_simpson",
        "Gini–Simpson index",
        "1 − Σ p²",
        TaskSources.Simpson,
        Direction.HigherIsBetter,
        static categories => 1 - categories.Concentration);
}
