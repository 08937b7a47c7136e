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
            + "by the re-normalized t'",
        new Citation("Chuang, Jampani, Li, Torralba and Jegelka, 2023", "https://arxiv.org/abs/2302.00070"))
    {
        AllowsSeveralClasses = true,
        NeedsTexts = true,
        NeedsFrozenEmbeddings = true,
        Settings =
        [
            new("lambda", 0, 0, 1e12, "λ; 0 projects off whole, a large one leaves the prompts as they are"),
            new("scale", 100, 1e-3, 1e4, "what cosines are multiplied with before the softmax; 100 in CLIP"),
        ],
        Deviation = "The calibrated form, with pairs of prompts that should coincide, is not offered.",
        Fit = static (context, _) => Adaptation.PromptProjection.Fit(context),
    };
}
