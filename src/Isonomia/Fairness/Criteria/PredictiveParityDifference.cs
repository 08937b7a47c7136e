namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far the positive predictive value of the best group lies above that of the worst.</summary>
    /// <remarks>Definition: gap of ppv. Undefined where a part is, with its reason.</remarks>
    public static Criterion PredictiveParityDifference { get; } = new(
        "predictive_parity_difference",
        "Predictive parity difference",
        "gap of ppv",
        FairnessSources.Chouldechova,
        Direction.LowerIsBetter,
        [new(Metric.PositivePredictiveValue, Disparity.Gap)],
        Combine.Only);
}
