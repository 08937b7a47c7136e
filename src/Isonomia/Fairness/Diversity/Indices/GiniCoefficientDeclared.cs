namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The inequality of the counts of all declared categories.</summary>
    /// <remarks>Definition: Σ (2i − K − 1) c₍ᵢ₎ / (K N), ascending. Undefined: empty_group.</remarks>
    public static DiversityIndex GiniCoefficientDeclared { get; } = new(
        "gini_coefficient@declared",
        "Gini coefficient over declared categories",
        "Σ (2i − K − 1) c₍ᵢ₎ / (K N), ascending",
        FairnessSources.Gini,
        Direction.LowerIsBetter,
        static categories => CategoryCounts.GiniCoefficient(categories.Counts));
}
