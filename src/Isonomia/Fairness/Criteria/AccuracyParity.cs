namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far the accuracy of the best group lies above that of the worst.</summary>
    /// <remarks>Definition: gap of accuracy. Undefined where a part is, with its reason.</remarks>
    public static Criterion AccuracyParity { get; } = new(
        "accuracy_parity",
        "Accuracy parity",
        "gap of accuracy",
        FairnessSources.Berk,
        Direction.LowerIsBetter,
        [new(Metric.Accuracy, Disparity.Gap)],
        Combine.Only);
}
