namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The probability that two different samples differ in category.</summary>
    /// <remarks>Definition: 1 − Σ c (c − 1) / (N (N − 1)). Undefined: empty_group; too_few_rows where N = 1.</remarks>
    public static DiversityIndex GiniSimpsonUnbiased { get; } = new(
        "gini_simpson@unbiased",
        "Gini–Simpson index, without replacement",
        "1 − Σ c (c − 1) / (N (N − 1))",
        TaskSources.Simpson,
        Direction.HigherIsBetter,
        static categories => categories.PairShare.Select(static share => 1 - share));
}
