using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Rows weigh by the effective number of samples of their cell.</summary>
    public static MitigationMethod CbLoss { get; } = new(
        "cb_loss",
        "class-balanced weights",
        MitigationStage.Pre,
        "w ∝ (1 − β)/(1 − β^n_c) over cells (group, label), Σ over cells = number of cells; loss mean(w·ℓ)",
        new Citation("Cui, Jia, Lin, Song and Belongie, CVPR 2019, eq. 4"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Settings =
        [
            new("beta", 0.9999, 0, 0.9999999, "β; 0.9999 in the paper for large sets")
            {
                Search = SearchRange.NearOne(-5, -2),
            },
        ],
        Prepare = static context =>
        {
            double beta = context["beta"];
            return CellWeights.ByCount(context.Problem, count => (1 - beta) / (1 - Math.Pow(beta, count)));
        },
    };
}
