using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold with the largest F1 score.</summary>
    /// <remarks>Undefined: empty_group, no_positives. Source: specification §2.</remarks>
    public static ThresholdPolicy MaxF1 { get; } = new(
        "max_f1",
        "Largest F1 score",
        "argmax 2 TP / (2 TP + FP + FN)",
        FairnessSources.VanRijsbergen,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
        {
            ThresholdSearch search = ThresholdSearch.Of(rows, isStrict);
            return search.Problem(needsPositives: true, needsNegatives: false) is { } problem
                ? ThresholdSearch.None(problem)
                : search.Best(
                    candidate => 2 * search.Hits(candidate) / (search.Selected(candidate) + search.Positives));
        });
}
