using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold with the largest sum of sensitivity and specificity.</summary>
    /// <remarks>Undefined: empty_group, no_positives, no_negatives. Source: specification §2.</remarks>
    public static ThresholdPolicy Youden { get; } = new(
        "youden",
        "Largest Youden index",
        "argmax TPR + TNR − 1",
        FairnessSources.Youden,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
        {
            ThresholdSearch search = ThresholdSearch.Of(rows, isStrict);
            return search.Problem(needsPositives: true, needsNegatives: true) is { } problem
                ? ThresholdSearch.None(problem)
                : search.Best(candidate => search.Sensitivity(candidate) + search.Specificity(candidate) - 1);
        });
}
