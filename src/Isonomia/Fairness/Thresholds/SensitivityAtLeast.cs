using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The largest threshold with a sensitivity of at least q.</summary>
    public static ThresholdPolicy SensitivityAtLeast { get; } = new(
        "sensitivity_at_least",
        "sensitivity at least q",
        "largest t with TPR >= q",
        new Citation("Specification §2"),
        [0.9])
    {
        Choose = static (steps, q) => Extreme(steps, smallest: false, (tp, _) => tp / steps.Positives >= q[0] - Slack),
    };
}
