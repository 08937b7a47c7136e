namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The mean of the signed differences of precision and of false omission rate.</summary>
    /// <remarks>
    /// Definition: ½ (Δ ppv + Δ for), signed unprivileged − privileged. Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion AveragePredictiveValueDifference { get; } = new(
        "average_predictive_value_difference@aif360",
        "Average predictive value difference (AIF360)",
        "½ (Δ ppv + Δ for), signed unprivileged − privileged",
        FairnessSources.Aif360,
        Direction.CloserToZero,
        [
            new(Metric.PositivePredictiveValue, Disparity.DifferenceToReference),
            new(Metric.FalseOmissionRate, Disparity.DifferenceToReference),
        ],
        Combine.Mean)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
    };
}
