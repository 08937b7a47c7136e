using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The Gini–Simpson index over the largest that the declared categories allow.</summary>
    /// <remarks>Definition: (1 − Σ p²) / (1 − 1/K). Undefined: empty_group; single_category where K = 1.</remarks>
    public static DiversityIndex NormalizedGiniSimpson { get; } = new(
        "normalized_gini_simpson",
        "Normalized Gini–Simpson index",
        "(1 − Σ p²) / (1 − 1/K)",
        TaskSources.Simpson,
        Direction.HigherIsBetter,
        static categories => categories.DeclaredCount == 1
            ? UndefinedReason.SingleCategory
            : (1 - categories.Concentration) / (1 - (1.0 / categories.DeclaredCount)));
}
