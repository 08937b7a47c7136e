namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The inequality of the counts over declared categories; it equals kl_to_uniform.</summary>
    /// <remarks>Definition: mean of (c/c̄) ln(c/c̄). Undefined: empty_group.</remarks>
    public static DiversityIndex TheilT { get; } = new(
        "theil_t",
        "Theil index of the counts",
        "mean of (c/c̄) ln(c/c̄)",
        TaskSources.Theil,
        Direction.LowerIsBetter,
        static categories => CategoryCounts.TheilIndex(categories.Counts));
}
