namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The mean precision of the classes that occur, 0 for one that is never predicted; partial where one is missing.
    /// </summary>
    /// <remarks>
    /// Definition: mean over present k of C_kk / predicted_k, 0 where never predicted. Undefined: empty_group.
    /// </remarks>
    public static Metric MacroPrecision { get; } = new(
        "precision@macro",
        "Macro precision",
        "mean over present k of C_kk / predicted_k, 0 where never predicted",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(static matrix => MulticlassKernel.OverPresentClasses(
            matrix, static (m, k) => m.DecisionWeight(k) == 0 ? 0 : m.Precision(k).Value)))
    {
        Null = NullStratum.LabelProfile,
    };
}
