using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The smallest threshold that reaches a specificity: the most sensitive one that does.</summary>
    /// <remarks>Undefined: empty_group, no_negatives, infeasible. Source: specification §2.</remarks>
    public static ThresholdPolicy SpecificityAtLeast { get; } = new(
        "specificity_at_least",
        "Specificity at least",
        "smallest t with TNR ≥ q",
        FairnessSources.Fawcett,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
        {
            ThresholdSearch search = ThresholdSearch.Of(rows, isStrict);
            return search.Problem(needsPositives: false, needsNegatives: true) is { } problem
                ? ThresholdSearch.None(problem)
                : search.Lowest(candidate => search.Specificity(candidate) >= numbers[0] - ThresholdSearch.Slack);
        })
    {
        Parameters = ThresholdParameters.Rate,
    };
}
