using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Turns a fairness constraint into a sequence of weighted fits; decisions are randomized.</summary>
    public static MitigationMethod ExponentiatedGradient { get; } = new(
        "exponentiated_gradient",
        "exponentiated gradient reduction",
        MitigationStage.In,
        "a distribution over weighted learners of least error under |rate_g − rate| ≤ bound, by multipliers and a "
            + "linear program",
        new Citation("Agarwal, Beygelzimer, Dudík, Langford and Wallach, ICML 2018; fairlearn ExponentiatedGradient",
            "https://arxiv.org/abs/1803.02453"))
    {
        NeedsAttributeInTraining = true,
        NeedsFrozenEmbeddings = true,
        IsRandomized = true,
        Settings =
        [
            MitigationSetting.OneOf("constraint", "what is bounded", "equalized_odds", "demographic_parity",
                "tpr_parity", "fpr_parity", "error_rate_parity"),
            new("epsilon", 0.01, 1e-4, 1, "B = 1/ε of the multipliers; 0.01 in fairlearn"),
            new("bound", 0.01, 0, 1, "the difference to the overall rate that is allowed; 0.01 in fairlearn"),
            new("iterations", 50, 1, 1000, "weighted fits at most, apart from those of the linear program"),
            new("c", 0.005, 1e-8, 1e4, "the inverse penalty C of the logistic learner")
            {
                Search = SearchRange.Power(-5, 1),
            },
        ],
        Fit = static (context, cancellation) => ReductionLearner.Fit(context, cancellation),
    };
}
