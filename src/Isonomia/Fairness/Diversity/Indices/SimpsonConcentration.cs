namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The probability that two draws with replacement share a category.</summary>
    /// <remarks>Definition: Σ p². Undefined: empty_group.</remarks>
    public static DiversityIndex SimpsonConcentration { get; } = new(
        "simpson",
        "Simpson concentration",
        "Σ p²",
        TaskSources.Simpson,
        Direction.LowerIsBetter,
        static categories => categories.Concentration);
}
