namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The mean of the signed differences of false and true positive rates.</summary>
    /// <remarks>
    /// Definition: ½ (Δ fpr + Δ tpr), signed unprivileged − privileged; errors may cancel. Undefined where a part is,
    /// with its reason.
    /// </remarks>
    public static Criterion AverageOddsDifference { get; } = new(
        "average_odds_difference@aif360",
        "Average odds difference (AIF360)",
        "½ (Δ fpr + Δ tpr), signed unprivileged − privileged; errors may cancel",
        FairnessSources.Aif360,
        Direction.CloserToZero,
        [
            new(Metric.FalsePositiveRate, Disparity.DifferenceToReference),
            new(Metric.TruePositiveRate, Disparity.DifferenceToReference),
        ],
        Combine.Mean)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
    };
}
