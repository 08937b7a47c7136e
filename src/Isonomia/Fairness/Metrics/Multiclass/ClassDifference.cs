namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The sum of the differences of recall over all pairs of classes that occur.</summary>
    /// <remarks>
    /// Definition: Σ_{i&lt;j} |recall_i − recall_j|. Undefined: empty_group; single_class where one class occurs.
    /// </remarks>
    public static Metric ClassDifference { get; } = new(
        "class_difference",
        "Class difference",
        "Σ_{i<j} |recall_i − recall_j|",
        FairnessSources.Yang,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        MulticlassKernel.OfConfusion(static matrix => MulticlassKernel.RecallDifferences(matrix)))
    {
        Null = NullStratum.LabelProfile,
    };
}
