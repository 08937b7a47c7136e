using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Plain training: the yardstick of every other method.</summary>
    public static MitigationMethod Erm { get; } = new(
        "erm",
        "empirical risk minimization",
        MitigationStage.In,
        "mean cross-entropy over all training rows",
        new Citation("Vapnik, Principles of Risk Minimization for Learning Theory, NeurIPS 1991"))
    {
        AllowsSeveralClasses = true,
    };
}
