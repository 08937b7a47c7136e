namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>Chooses the smallest sum of recall differences over pairs of classes; needs no attribute.</summary>
    /// <remarks>Definition: the smallest Σ_{i&lt;j} |recall_i − recall_j|.</remarks>
    public static SelectionRule SmallestClassDifference { get; } = new(
        "class_difference",
        "Smallest class difference",
        "the smallest Σ_{i<j} |recall_i − recall_j|",
        FairnessSources.Yang,
        static request => Candidates.SmallestClassDifference(request));
}
