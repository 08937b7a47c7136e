using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold with the largest share of right decisions.</summary>
    /// <remarks>Undefined: empty_group. Source: specification §2.</remarks>
    public static ThresholdPolicy MaxAccuracy { get; } = new(
        "max_accuracy",
        "Largest accuracy",
        "argmax (TP + TN) / n",
        FairnessSources.Fawcett,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
        {
            ThresholdSearch search = ThresholdSearch.Of(rows, isStrict);
            return search.Problem(needsPositives: false, needsNegatives: false) is { } problem
                ? ThresholdSearch.None(problem)
                : search.Best(candidate =>
                    (search.Hits(candidate) + search.Negatives - search.Alarms(candidate)) / search.Weight);
        });
}
