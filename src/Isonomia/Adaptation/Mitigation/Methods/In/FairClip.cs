using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Aligns pictures and texts so that pairs of every group are as alike as those of everybody.</summary>
    public static MitigationMethod FairClip { get; } = new(
        "fairclip",
        "FairCLIP",
        MitigationStage.In,
        "contrastive CE of pictures and texts + λ·Σ_g Sinkhorn(u, v_g), u and v_g the similarities of the pairs of a "
            + "batch and of a batch of group g, each divided by its sum; linear projections of both embeddings",
        new Citation("Luo, Shi, Khan, Afzal, Huang, Yuan, Tian, Song, Kouhana, Elze, Fang and Wang, CVPR 2024",
            "https://arxiv.org/abs/2403.19949"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsTexts = true,
        NeedsFrozenEmbeddings = true,
        Settings =
        [
            new("lambda", 1e-6, 0, 1e6, "λ; 1e-6 in the published script, 1e-4 in the code")
            {
                Search = SearchRange.Power(-7, -3),
            },
            new("blur", 1e-6, 0, 1, "the blur of the divergence; below 1e-3 its limit, by sorting"),
            new("rate", 1e-5, 1e-9, 1, "the learning rate of the projections; 1e-5 in the published script")
            {
                Search = SearchRange.Power(-6, -3),
            },
            new("batch", 32, 2, 4096, "pairs a batch; 32 in the published script"),
            new("scale", 100, 1e-3, 1e4, "what cosines are multiplied with; 100 in CLIP"),
            MitigationSetting.OneOf("similarity", "cosines, both sides divided by their sums; released: products of "
                + "logits, only the group's divided", "symmetric", "released"),
        ],
        Deviation = "Projections of frozen embeddings are trained, not the encoders, and the scale stays as it is.",
        Fit = static (context, cancellation) => FairContrast.Fit(context, cancellation),
    };
}
