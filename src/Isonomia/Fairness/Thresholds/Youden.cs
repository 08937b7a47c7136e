using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold with the largest TPR + TNR − 1.</summary>
    public static ThresholdPolicy Youden { get; } = new(
        "youden",
        "largest Youden J",
        "argmax of TPR + TNR - 1",
        new Citation("Youden, Cancer 3, 1950"),
        [])
    {
        Choose = static (steps, _) => Best(steps, (tp, fp) => (tp / steps.Positives) - (fp / steps.Negatives)),
    };
}
