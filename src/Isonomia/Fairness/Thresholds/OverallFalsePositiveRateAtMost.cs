using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>
    /// The smallest threshold at which the share of false alarms over all rows stays within a bound: one threshold
    /// for all.
    /// </summary>
    /// <remarks>Undefined: empty_group, no_negatives, infeasible. Source: specification §2.</remarks>
    public static ThresholdPolicy OverallFalsePositiveRateAtMost { get; } = new(
        "overall_fpr_at_most",
        "False positive rate at most",
        "smallest t with FPR ≤ q over all rows",
        FairnessSources.Glocker,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
        {
            ThresholdSearch search = ThresholdSearch.Of(rows, isStrict);
            return search.Problem(needsPositives: false, needsNegatives: true) is { } problem
                ? ThresholdSearch.None(problem)
                : search.Lowest(candidate => search.FalsePositiveRate(candidate) <= numbers[0] + ThresholdSearch.Slack);
        })
    {
        Parameters = ThresholdParameters.Rate,
    };
}
