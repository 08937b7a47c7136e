namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The agreement of predicted and true class beyond chance.</summary>
    /// <remarks>
    /// Definition: 1 − Σ_{i≠j} O_ij / Σ_{i≠j} E_ij. Undefined: empty_group; zero_denominator where chance agreement
    /// is complete.
    /// </remarks>
    public static Metric MulticlassCohenKappa { get; } = new(
        "cohen_kappa@multiclass",
        "Cohen's kappa",
        "1 − Σ_{i≠j} O_ij / Σ_{i≠j} E_ij",
        FairnessSources.Cohen,
        ValueRange.SignedUnit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(static matrix => MulticlassKernel.Kappa(matrix, static (i, j) => i == j ? 0 : 1)))
    {
        Null = NullStratum.LabelProfile,
    };
}
