using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Randomized thresholds by group that meet a constraint exactly on the rows they are fitted on.</summary>
    public static MitigationMethod ThresholdOptimizer { get; } = new(
        "threshold_optimizer",
        "threshold optimizer",
        MitigationStage.Post,
        "each group mixes two thresholds on its upper hull so that the constrained rate is equal; grid of 1000",
        new Citation(
            "Hardt, Price and Srebro, NeurIPS 2016; fairlearn ThresholdOptimizer", "https://arxiv.org/abs/1610.02413"))
    {
        NeedsAttributeInTraining = true,
        NeedsAttributeAtTest = true,
        IsRandomized = true,
        Settings =
        [
            MitigationSetting.OneOf("constraint", "what is made equal", "equalized_odds", "demographic_parity",
                "true_positive_rate_parity", "false_positive_rate_parity"),
            MitigationSetting.OneOf("objective", "what is maximized", "balanced_accuracy", "accuracy"),
            new("grid", 1000, 10, 100000, "steps of the grid; fairlearn's default"),
        ],
        Post = static problem => HullThresholds.Fit(problem),
    };
}
