namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>How far the shares are from equal ones: the Kullback–Leibler divergence, in nats.</summary>
    /// <remarks>Definition: Σ p ln(p K). Undefined: empty_group.</remarks>
    public static DiversityIndex DivergenceToUniform { get; } = new(
        "kl_to_uniform",
        "Divergence from equal shares (nats)",
        "Σ p ln(p K)",
        TaskSources.KullbackLeibler,
        Direction.LowerIsBetter,
        static categories => Math.Log(categories.DeclaredCount) - categories.Entropy);
}
