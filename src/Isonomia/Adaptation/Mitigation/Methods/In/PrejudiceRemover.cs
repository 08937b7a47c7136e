using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Logistic regression whose decisions share little information with the group; needs the attribute of
    /// every row.</summary>
    public static MitigationMethod PrejudiceRemover { get; } = new(
        "prejudice_remover",
        "prejudice remover",
        MitigationStage.In,
        "−loglik + η·Σ_i Σ_y P(y|x_i, s_i) ln(P(y|s_i)/P(y)) + ½C‖w‖², logistic, weights for each group or shared",
        new Citation("Kamishima, Akaho, Asoh and Sakuma, ECML PKDD 2012",
            "https://doi.org/10.1007/978-3-642-33486-3_3"))
    {
        NeedsAttributeInTraining = true,
        NeedsFrozenEmbeddings = true,
        NeedsAttributeAtTest = true,
        Settings =
        [
            MitigationSetting.OneOf("weights", "whether each group has its own (the paper) or all the same, which "
                + "needs no attribute of judged rows", "per_group", "shared"),
            new("eta", 1, 0, 1e6, "η, the weight of the index; 1 in the released code")
            {
                Search = SearchRange.Power(-1, 1),
            },
            new("c", 1, 1e-8, 1e6, "C, the penalty of the weights; 1 in the released code")
            {
                Search = SearchRange.Power(-1, 1),
            },
        ],
        Deviation = "Always a linear model, fitted to its optimum on standardized embeddings; intercepts are not "
            + "penalized; rows without a group do not train.",
        Fit = static (context, cancellation) => PrejudiceRegression.Fit(context, cancellation),
    };
}
