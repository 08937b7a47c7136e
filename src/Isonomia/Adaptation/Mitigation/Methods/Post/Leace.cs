using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Erases the attribute from embeddings so that no linear probe can read it, moving them least.</summary>
    public static MitigationMethod Leace { get; } = new(
        "leace",
        "least-squares concept erasure",
        MitigationStage.Post,
        "x − W⁺PW(x − μ), W the whitening of Σ_xx, P the projector on the columns of WΣ_xz; then a head is trained",
        new Citation("Belrose, Schneider-Joseph, Ravfogel, Cotterell, Raff and Biderman, NeurIPS 2023, theorem 4.3",
            "https://arxiv.org/abs/2306.03819"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsFrozenEmbeddings = true,
        Settings =
        [
            new("strength", 1, 0, 1, "the share of the erased part that is taken off")
            {
                Search = SearchRange.Uniform(0, 1),
            },
            MitigationSetting.OneOf("shrinkage", "Ledoit–Wolf where there are more than n/5 columns, or never", "auto",
                "none"),
        ],
        Deviation = "Fitted on training rows, since the head learns from erased training embeddings; covariances are "
            + "solved by a Cholesky factor with a ridge of 1e-12 of the mean variance instead of dropped eigenvalues.",
        Prepare = static context => ConceptEraser
            .Leace(context.Problem, context.Problem.Training, context["shrinkage"] == 0)
            .Apply(context.Problem, context["strength"]),
    };
}
