using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Repeats: fit a linear probe of the attribute, project on its null space.</summary>
    public static MitigationMethod Inlp { get; } = new(
        "inlp",
        "iterative null-space projection",
        MitigationStage.Post,
        "projects off the directions of L2 logistic probes of the attribute until their validation AUROC is below .55",
        new Citation("Ravfogel, Elazar, Gonen, Twiton and Goldberg, ACL 2020, algorithm 1",
            "https://arxiv.org/abs/2004.07667"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsFrozenEmbeddings = true,
        Settings =
        [
            new("rounds", 20, 1, 1000, "probes at most"),
            new("chance", 0.55, 0.5, 1, "the AUROC of the attribute on validation at which it stops"),
            new("c", 0.001, 1e-8, 1e4, "the inverse penalty C of the probes") { Search = SearchRange.Power(-5, -1) },
        ],
        Prepare = static context => NullSpace.Project(context),
    };
}
