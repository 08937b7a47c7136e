using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>
    /// The threshold with the smallest expected cost, for given costs of a missed positive and of a false alarm.
    /// </summary>
    /// <remarks>Undefined: empty_group. Source: specification §2.</remarks>
    public static ThresholdPolicy MinCost { get; } = new(
        "min_cost",
        "Smallest expected cost",
        "argmin (c_FN · FN + c_FP · FP) / n; written min_cost(c_FN,c_FP)",
        FairnessSources.Elkan,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
        {
            ThresholdSearch search = ThresholdSearch.Of(rows, isStrict);
            return search.Problem(needsPositives: false, needsNegatives: false) is { } problem
                ? ThresholdSearch.None(problem)
                : search.Best(candidate =>
                    -(
                        (numbers[0] * (search.Positives - search.Hits(candidate)))
                            + (numbers[1] * search.Alarms(candidate)))
                    / search.Weight);
        })
    {
        Parameters = ThresholdParameters.Costs,
    };
}
