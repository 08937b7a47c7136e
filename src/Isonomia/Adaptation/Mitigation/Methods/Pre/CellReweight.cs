using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Rows of rare cells weigh more, by the inverse of the cell's size.</summary>
    public static MitigationMethod CellReweight { get; } = new(
        "cell_reweight",
        "inverse cell weights",
        MitigationStage.Pre,
        "w ∝ 1/n_c over cells (group, label), Σ over cells = number of cells; loss mean(w·ℓ)",
        new Citation("SubpopBench (Yang et al., ICML 2023), ReWeight; Japkowicz, 2000"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Prepare = static context => CellWeights.ByCount(context.Problem, static count => 1.0 / count),
    };
}
