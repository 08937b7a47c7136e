using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>How many times larger the largest category is than the smallest declared one.</summary>
    /// <remarks>
    /// Definition: max c / min c. Undefined: empty_group; zero_category where a declared category has no sample.
    /// </remarks>
    public static DiversityIndex ImbalanceRatioDeclared { get; } = new(
        "imbalance_ratio@declared",
        "Imbalance ratio of declared categories",
        "max c / min c",
        TaskSources.Buda,
        Direction.LowerIsBetter,
        static categories => categories.PresentCount < categories.DeclaredCount
            ? UndefinedReason.ZeroCategory
            : (double)categories.Counts.Max() / categories.Counts.Min());
}
