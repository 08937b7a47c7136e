using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Flips decisions with probabilities by group so that true and false positive rates are equal.</summary>
    public static MitigationMethod EqualizedOddsLp { get; } = new(
        "equalized_odds_lp",
        "equalized odds by linear program",
        MitigationStage.Post,
        "P(1|ŷ, g) by a linear program: equal TPR and FPR over groups, least expected error",
        new Citation("Hardt, Price and Srebro, NeurIPS 2016, §4.1; AIF360 EqOddsPostprocessing",
            "https://arxiv.org/abs/1610.02413"))
    {
        NeedsAttributeInTraining = true,
        NeedsAttributeAtTest = true,
        IsRandomized = true,
        Settings =
        [
            new("threshold", 0.5, 0, 1, "decides before (s ≥ threshold)"),
            MitigationSetting.OneOf(
                "objective", "errors; AIF360's Σ_g (FPR − TPR); or errors with both classes weighing the same",
                "errors", "aif360", "balanced"),
        ],
        Deviation = "Where positives are rare the least expected error is often to flag nobody, which a note says; the "
            + "objective 'balanced' is an addition.",
        Post = static problem => OddsProgram.Fit(problem),
    };
}
