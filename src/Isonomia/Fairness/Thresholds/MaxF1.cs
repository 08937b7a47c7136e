using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold with the largest F1.</summary>
    public static ThresholdPolicy MaxF1 { get; } = new(
        "max_f1",
        "largest F1",
        "argmax of F1",
        new Citation("van Rijsbergen, Information Retrieval, 1979; specification §2"),
        [])
    {
        Choose = static (steps, _) => Best(steps, (tp, fp) => 2 * tp / (tp + fp + steps.Positives)),
    };
}
