using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Removes the span of the centered group means from embeddings.</summary>
    public static MitigationMethod MeanProjection { get; } = new(
        "mean_projection",
        "projection off the group means",
        MitigationStage.Post,
        "x − UUᵀ(x − μ), U an orthonormal basis of the centered group means; then a head is trained",
        new Citation("Haghighatkhah, Fokkens, Sommerauer, Speckmann and Verbeek, EMNLP 2022",
            "https://arxiv.org/abs/2212.04273"))
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
        ],
        Prepare = static context => ConceptEraser.MeanProjection(context.Problem, context.Problem.Training)
            .Apply(context.Problem, context["strength"]),
    };
}
