using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold that selects the highest-scoring share q of rows.</summary>
    public static ThresholdPolicy TopFraction { get; } = new(
        "top_fraction",
        "the q n highest scores",
        "t = k-th largest score, k = floor(q n); ties may select more",
        new Citation("Specification §2"),
        [0.1])
    {
        Choose = static (steps, q) =>
        {
            double n = steps.Positives + steps.Negatives;
            double wanted = Math.Floor((q[0] * n) + Slack);
            for (int i = 1; wanted >= 1 && i < steps.Count; i++)
            {
                double selected = steps.TruePositives[i] + steps.FalsePositives[i];
                if (selected >= wanted - Slack)
                {
                    return new ThresholdFit(steps.Thresholds[i], null, wanted / n, selected / n);
                }
            }

            return new ThresholdFit(UndefinedReason.Infeasible);
        },
    };
}
