using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold whose point of the ROC curve lies closest to the perfect corner.</summary>
    /// <remarks>Undefined: empty_group, no_positives, no_negatives. Source: specification §2.</remarks>
    public static ThresholdPolicy ClosestTopLeft { get; } = new(
        "closest_topleft",
        "Closest to perfect",
        "argmin √((1 − TPR)² + (1 − TNR)²)",
        FairnessSources.Fawcett,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
        {
            ThresholdSearch search = ThresholdSearch.Of(rows, isStrict);
            return search.Problem(needsPositives: true, needsNegatives: true) is { } problem
                ? ThresholdSearch.None(problem)
                : search.Best(
                    candidate => -double.Hypot(1 - search.Sensitivity(candidate), 1 - search.Specificity(candidate)));
        });
}
