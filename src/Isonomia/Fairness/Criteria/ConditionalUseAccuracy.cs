namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The larger of the gaps of the predictive values.</summary>
    /// <remarks>Definition: max(gap of ppv, gap of npv). Undefined where a part is, with its reason.</remarks>
    public static Criterion ConditionalUseAccuracy { get; } = new(
        "conditional_use_accuracy",
        "Conditional use accuracy",
        "max(gap of ppv, gap of npv)",
        FairnessSources.Berk,
        Direction.LowerIsBetter,
        [new(Metric.PositivePredictiveValue, Disparity.Gap), new(Metric.NegativePredictiveValue, Disparity.Gap)],
        Combine.Largest);
}
