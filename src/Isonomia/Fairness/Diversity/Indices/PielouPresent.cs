using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The entropy over the largest that the present categories allow.</summary>
    /// <remarks>Definition: H / ln S. Undefined: empty_group; single_category where S = 1.</remarks>
    public static DiversityIndex PielouPresent { get; } = new(
        "pielou@present",
        "Pielou evenness over present categories",
        "H / ln S",
        TaskSources.Pielou,
        Direction.HigherIsBetter,
        static categories => categories.PresentCount == 1
            ? UndefinedReason.SingleCategory
            : categories.Entropy / Math.Log(categories.PresentCount));
}
