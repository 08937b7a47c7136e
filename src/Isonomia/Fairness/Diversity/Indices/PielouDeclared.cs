using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The entropy over the largest that the declared categories allow.</summary>
    /// <remarks>Definition: H / ln K. Undefined: empty_group; single_category where K = 1.</remarks>
    public static DiversityIndex PielouDeclared { get; } = new(
        "pielou@declared",
        "Pielou evenness over declared categories",
        "H / ln K",
        TaskSources.Pielou,
        Direction.HigherIsBetter,
        static categories => categories.DeclaredCount == 1
            ? UndefinedReason.SingleCategory
            : categories.Entropy / Math.Log(categories.DeclaredCount));
}
