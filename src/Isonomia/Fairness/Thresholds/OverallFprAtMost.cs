using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The smallest threshold with an overall false positive rate of at most q.</summary>
    public static ThresholdPolicy OverallFprAtMost { get; } = new(
        "overall_fpr_at_most",
        "overall false positive rate at most q",
        "smallest t with overall FPR <= q",
        new Citation("Glocker et al., eBioMedicine 89, 2023 (q = 0.2)"),
        [0.2])
    {
        Choose = static (steps, q) => Extreme(steps, smallest: true, (_, fp) => fp / steps.Negatives <= q[0] + Slack),
    };
}
