namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The share of samples that would have to change category for equal shares.</summary>
    /// <remarks>Definition: ½ Σ |p − 1/K|. Undefined: empty_group.</remarks>
    public static DiversityIndex TotalVariationToUniform { get; } = new(
        "total_variation_to_uniform",
        "Total variation from equal shares",
        "½ Σ |p − 1/K|",
        TaskSources.Levin,
        Direction.LowerIsBetter,
        static categories => categories.Shares.Sum(share => Math.Abs(share - (1.0 / categories.DeclaredCount))) / 2);
}
