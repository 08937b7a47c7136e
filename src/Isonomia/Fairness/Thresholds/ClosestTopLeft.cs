using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold whose ROC point is nearest to (0, 1).</summary>
    public static ThresholdPolicy ClosestTopLeft { get; } = new(
        "closest_topleft",
        "closest to the top left",
        "argmin of sqrt((1 - TPR)^2 + (1 - TNR)^2)",
        new Citation("Perkins and Schisterman, American Journal of Epidemiology 163, 2006"),
        [])
    {
        Choose = static (steps, _) => Best(steps, (tp, fp) =>
            -Math.Sqrt(Math.Pow(1 - (tp / steps.Positives), 2) + Math.Pow(fp / steps.Negatives, 2))),
    };
}
