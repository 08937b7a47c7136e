using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold with the largest accuracy.</summary>
    public static ThresholdPolicy MaxAccuracy { get; } = new(
        "max_accuracy",
        "largest accuracy",
        "argmax of accuracy",
        new Citation("Specification §2"),
        [])
    {
        Choose = static (steps, _) => Best(steps, (tp, fp) => (tp + steps.Negatives - fp) / (steps.Positives + steps.Negatives)),
    };
}
