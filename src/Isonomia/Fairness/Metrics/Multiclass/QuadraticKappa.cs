namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The agreement of ordered grades beyond chance, larger errors counting with their square.</summary>
    /// <remarks>
    /// Definition: 1 − Σ (i − j)² O_ij / Σ (i − j)² E_ij. Undefined: empty_group; zero_denominator where chance
    /// agreement is complete.
    /// </remarks>
    public static Metric QuadraticKappa { get; } = new(
        "cohen_kappa@quadratic",
        "Quadratic weighted kappa",
        "1 − Σ (i − j)² O_ij / Σ (i − j)² E_ij",
        TaskSources.CohenWeighted,
        ValueRange.SignedUnit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(
            static matrix => MulticlassKernel.Kappa(matrix, static (i, j) => (i - j) * (i - j))))
    {
        Null = NullStratum.LabelProfile,
    };
}
