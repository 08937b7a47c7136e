using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Weighted fits over a grid of multipliers of a fairness constraint; the best on validation is
    /// kept.</summary>
    public static MitigationMethod GridSearch { get; } = new(
        "grid_search",
        "grid search reduction",
        MitigationStage.In,
        "one weighted learner for each multiplier of |rate_g − rate| on a grid; least ½ error + ½ violation on "
            + "validation",
        new Citation("Agarwal, Beygelzimer, Dudík, Langford and Wallach, ICML 2018, §3.4; fairlearn GridSearch",
            "https://arxiv.org/abs/1803.02453"))
    {
        NeedsAttributeInTraining = true,
        NeedsFrozenEmbeddings = true,
        Settings =
        [
            MitigationSetting.OneOf("constraint", "what is made equal", "equalized_odds", "demographic_parity",
                "tpr_parity", "fpr_parity", "error_rate_parity"),
            new("size", 10, 2, 10_000, "multipliers at least; 10 in fairlearn"),
            new("limit", 2, 1e-6, 1e6, "the largest sum of absolute multipliers; 2 in fairlearn"),
            new("c", 0.005, 1e-8, 1e4, "the inverse penalty C of the logistic learner")
            {
                Search = SearchRange.Power(-5, 1),
            },
        ],
        Deviation = "The learner is chosen on validation rows, fairlearn's on training rows; the whole grid is tried, "
            + "fairlearn cuts it off at its size, which drops the far side.",
        Fit = static (context, cancellation) => MultiplierGrid.Fit(context, cancellation),
    };
}
