using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Takes what attribute prompts differ in off the class prompts of a zero-shot classifier; needs the
    /// attribute of nobody.</summary>
    public static MitigationMethod PromptProjection { get; } = new(
        "prompt_projection",
        "projection of prompts",
        MitigationStage.Post,
        "t' = (I − A(AᵀA + λI)⁻¹Aᵀ)t for every class prompt, A the differences of attribute prompts; zero-shot scores "
            + "by the re-normalized t'; calibrated, t is first drawn along pairs of prompts that should coincide",
        new Citation("Chuang, Jampani, Li, Torralba and Jegelka, 2023", "https://arxiv.org/abs/2302.00070"))
    {
        AllowsSeveralClasses = true,
        NeedsTexts = true,
        NeedsFrozenEmbeddings = true,
        Settings =
        [
            new("lambda", 0, 0, 1e12, "λ; 0 projects off whole, a large one leaves the prompts as they are"),
            MitigationSetting.OneOf(
                "calibration", "pairs: prompts of a class with the values of an attribute are drawn together first",
                "none", "pairs"),
            new("weight", 1000, 0, 1e12, "the weight of the pairs; 1000 in the released code"),
            new("scale", 100, 1e-3, 1e4, "what cosines are multiplied with before the softmax; 100 in CLIP"),
        ],
        Deviation = "A holds the differences of attribute prompts; the released code projects off the prompts "
            + "themselves.",
        Fit = static (context, _) => Adaptation.PromptProjection.Fit(context),
    };
}
