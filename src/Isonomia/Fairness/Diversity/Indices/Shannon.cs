namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The entropy of the shares, in nats.</summary>
    /// <remarks>Definition: −Σ p ln p. Undefined: empty_group.</remarks>
    public static DiversityIndex Shannon { get; } = new(
        "shannon",
        "Shannon entropy (nats)",
        "−Σ p ln p",
        TaskSources.Shannon,
        Direction.HigherIsBetter,
        static categories => categories.Entropy);
}
