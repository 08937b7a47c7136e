namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The entropy of the shares, in bits.</summary>
    /// <remarks>Definition: −Σ p log₂ p. Undefined: empty_group.</remarks>
    public static DiversityIndex ShannonBits { get; } = new(
        "shannon@bits",
        "Shannon entropy (bits)",
        "−Σ p log₂ p",
        TaskSources.Shannon,
        Direction.HigherIsBetter,
        static categories => categories.Entropy / Math.Log(2));
}
