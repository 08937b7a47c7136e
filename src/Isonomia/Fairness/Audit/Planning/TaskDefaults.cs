namespace Isonomia.Fairness;

/// <summary>What is measured for a task when nothing else is asked for (specification §21).</summary>
/// <param name="Metrics">The metrics shown by group.</param>
/// <param name="Primary">The criteria with verdicts, declared before the run.</param>
/// <param name="Exploratory">The criteria shown without a claim.</param>
internal sealed record TaskDefaults(
    IReadOnlyList<string> Metrics, IReadOnlyList<string> Primary, IReadOnlyList<string> Exploratory)
{
    /// <summary>The aggregations of every metric that are shown beside the criteria.</summary>
    internal static IReadOnlyList<string> Aggregations { get; } =
        ["gap", "ratio", "difference_to_overall", "worst", "std@population", "es@harvard"];

    private static TaskDefaults Binary { get; } = new(
        [
            "auroc", "average_precision", "tpr", "fnr", "tnr", "fpr", "ppv", "npv", "selection_rate", "accuracy",
            "brier", "ece@fixed01", "cal_slope", "cal_intercept_slope1", "net_benefit",
        ],
        ["auroc_gap", "equal_opportunity_difference", "equalized_odds_difference@worst_case", "ece@fixed01_gap"],
        [
            "predictive_equality_difference", "demographic_parity_difference", "demographic_parity_ratio",
            "predictive_parity_difference", "equalized_odds_difference@mean", "accuracy_gap", "brier_gap",
        ]);

    private static TaskDefaults Multiclass { get; } = new(
        [
            "balanced_accuracy@multiclass", "accuracy@multiclass", "auroc@ovr_macro", "cohen_kappa@quadratic",
            "ece@toplabel_multiclass"],
        ["balanced_accuracy@multiclass_gap"],
        ["auroc@ovr_macro_gap", "accuracy@multiclass_gap"]);

    private static TaskDefaults Multilabel { get; } = new(
        ["auroc@multilabel_macro", "auroc@multilabel_worst", "tpr@multilabel_macro", "hamming_loss", "subset_accuracy"],
        ["auroc@multilabel_macro_gap"],
        ["hamming_loss_gap"]);

    private static TaskDefaults Regression { get; } = new(
        ["mae", "bias", "r2", "ccc", "rmse", "p90_abs_error"],
        ["mae_gap", "bias_gap"],
        ["rmse_gap"]);

    private static TaskDefaults Segmentation { get; } = new(
        ["dice", "nsd", "hd95", "relative_volume_difference"],
        ["dice_gap", "nsd_gap"],
        ["hd95_gap", "relative_volume_difference_gap"]);

    /// <summary>Finds the defaults of a task.</summary>
    /// <param name="task">The id of the task.</param>
    /// <returns>The defaults.</returns>
    internal static TaskDefaults For(string task) => task switch
    {
        "binary" => Binary,
        "multiclass" => Multiclass,
        "multilabel" => Multilabel,
        "regression" => Regression,
        "segmentation" => Segmentation,
        _ => throw new ArgumentException($"Task '{task}' is unknown.", nameof(task)),
    };
}
