namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The inequality of the counts of the categories with a sample.</summary>
    /// <remarks>Definition: Σ (2i − S − 1) c₍ᵢ₎ / (S N), ascending. Undefined: empty_group.</remarks>
    public static DiversityIndex GiniCoefficientPresent { get; } = new(
        "gini_coefficient@present",
        "Gini coefficient over present categories",
        "Σ (2i − S − 1) c₍ᵢ₎ / (S N), ascending",
        FairnessSources.Gini,
        Direction.LowerIsBetter,
        static categories => CategoryCounts.GiniCoefficient(categories.Present));
}
