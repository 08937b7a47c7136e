using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold with the smallest expected cost, from the costs of a miss and of a false alarm.</summary>
    public static ThresholdPolicy MinCost { get; } = new(
        "min_cost",
        "smallest expected cost",
        "argmin of (c_FN FN + c_FP FP)/n",
        new Citation("Elkan, IJCAI 2001; specification §2"),
        [1, 1])
    {
        Choose = static (steps, costs) => Best(steps, (tp, fp) =>
            -((costs[0] * (steps.Positives - tp)) + (costs[1] * fp)) / (steps.Positives + steps.Negatives)),
    };
}
