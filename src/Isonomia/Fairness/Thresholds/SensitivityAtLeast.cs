using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The largest threshold that reaches a sensitivity: the most specific one that does.</summary>
    /// <remarks>Undefined: empty_group, no_positives, infeasible. Source: specification §2.</remarks>
    public static ThresholdPolicy SensitivityAtLeast { get; } = new(
        "sensitivity_at_least",
        "Sensitivity at least",
        "largest t with TPR ≥ q",
        FairnessSources.Fawcett,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
        {
            ThresholdSearch search = ThresholdSearch.Of(rows, isStrict);
            return search.Problem(needsPositives: true, needsNegatives: false) is { } problem
                ? ThresholdSearch.None(problem)
                : search.Highest(candidate => search.Sensitivity(candidate) >= numbers[0] - ThresholdSearch.Slack);
        })
    {
        Parameters = ThresholdParameters.Rate,
    };
}
