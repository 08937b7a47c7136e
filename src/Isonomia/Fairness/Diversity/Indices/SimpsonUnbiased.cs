namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The probability that two different samples share a category.</summary>
    /// <remarks>Definition: Σ c (c − 1) / (N (N − 1)). Undefined: empty_group; too_few_rows where N = 1.</remarks>
    public static DiversityIndex SimpsonUnbiased { get; } = new(
        "simpson@unbiased",
        "Simpson concentration, without replacement",
        "Σ c (c − 1) / (N (N − 1))",
        TaskSources.Simpson,
        Direction.LowerIsBetter,
        static categories => categories.PairShare);
}
