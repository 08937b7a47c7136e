using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Rows of rare cells weigh more, by the inverse square root of the cell's size.</summary>
    public static MitigationMethod SqrtReweight { get; } = new(
        "sqrt_reweight",
        "square-root cell weights",
        MitigationStage.Pre,
        "w ∝ 1/√n_c over cells (group, label), Σ over cells = number of cells; loss mean(w·ℓ)",
        new Citation("SubpopBench (Yang et al., ICML 2023), SqrtReWeight"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Prepare = static context => CellWeights.ByCount(context.Problem, static count => 1 / Math.Sqrt(count)),
    };
}
