using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The smallest threshold with a specificity of at least q.</summary>
    public static ThresholdPolicy SpecificityAtLeast { get; } = new(
        "specificity_at_least",
        "specificity at least q",
        "smallest t with TNR >= q",
        new Citation("Specification §2 (TPR at a TNR)"),
        [0.9])
    {
        Choose = static (steps, q) => Extreme(steps, smallest: true, (_, fp) => 1 - (fp / steps.Negatives) >= q[0] - Slack),
    };
}
