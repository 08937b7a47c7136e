using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The words of the report for ids: verdicts, metrics, reasons and labels.</summary>
internal static class Wording
{
    private static readonly Dictionary<string, (string Name, string Meaning)> Metrics = new(StringComparer.Ordinal)
    {
        ["auroc"] = (
            "AUROC",
            "How well the scores rank patients with the condition above patients without it; 0.5 is chance, 1 is "
                + "perfect."),
        ["average_precision"] = ("Average precision", "How often high scores are right, over all thresholds."),
        ["tpr"] = ("Sensitivity", "Of the patients with the condition, the share the model flags."),
        ["fnr"] = ("Miss rate", "Of the patients with the condition, the share the model misses."),
        ["tnr"] = ("Specificity", "Of the patients without the condition, the share the model leaves alone."),
        ["fpr"] = ("False alarm rate", "Of the patients without the condition, the share the model flags."),
        ["ppv"] = ("Positive predictive value", "Of the flagged patients, the share that has the condition."),
        ["npv"] =
            ("Negative predictive value", "Of the patients not flagged, the share that does not have the condition."),
        ["brier"] =
            ("Brier score", "The mean squared distance of the probability from what happened; smaller is better."),
        ["ece@fixed01"] = (
            "Calibration error (ECE)",
            "How far stated probabilities stand from observed frequencies; smaller is better."),
        ["cal_slope"] = ("Calibration slope", "1 is right; below 1 the probabilities are too extreme."),
        ["cal_intercept_slope1"] = ("Calibration-in-the-large", "0 is right; above 0 the model states too low a risk."),
        ["net_benefit"] =
            ("Net benefit", "True positives minus weighted false positives per patient at the threshold."),
        ["selection_rate"] = ("Share flagged", "The share of all patients that the model flags."),
        ["prevalence"] = ("Prevalence", "The share of patients with the condition."),
        ["accuracy"] = ("Accuracy", "The share of right decisions."),
        ["balanced_accuracy"] = ("Balanced accuracy", "The mean of sensitivity and specificity."),
        ["mae"] = ("Mean absolute error", "How far predictions are off on average; smaller is better."),
        ["bias"] = ("Mean signed error", "Whether predictions are too high (above 0) or too low."),
        ["dice"] = ("Dice", "The overlap of the outline with the reference; 1 is perfect."),
        ["hd95"] =
            ("Hausdorff distance, 95 %", "How far the outlines are apart where they are nearly worst, in millimeters."),
        ["nsd"] = ("Normalized surface distance", "The share of the outline within the tolerance."),
    };

    private static readonly Dictionary<string, string> Criteria = new(StringComparer.Ordinal)
    {
        ["equal_opportunity_difference"] = "Equal opportunity difference (gap in sensitivity)",
        [
            "equalized_odds_difference@worst_case"] = "Equalized odds difference (larger gap of sensitivity and false "
                + "alarm rate)",
        ["predictive_equality_difference"] = "Predictive equality difference (gap in false alarm rate)",
        ["predictive_parity_difference"] = "Predictive parity difference (gap in positive predictive value)",
        ["demographic_parity_difference"] = "Demographic parity difference (gap in share flagged)",
    };

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["empty_group"] = "the group has no rows",
        ["no_positives"] = "nobody in the group has the condition",
        ["no_negatives"] = "everybody in the group has the condition",
        ["single_class"] = "the group holds only one class",
        ["no_predicted_positives"] = "the model flags nobody in the group",
        ["no_predicted_negatives"] = "the model flags everybody in the group",
        ["zero_denominator"] = "the formula divides by zero",
        ["zero_variance"] = "the values do not vary",
        ["zero_mean"] = "the mean is zero and the formula divides by it",
        ["zero_benefit"] = "a benefit of zero enters a logarithm",
        ["single_group"] = "fewer than two groups have a value",
        ["single_category"] = "there is only one category",
        ["zero_category"] = "a category is empty",
        ["missing_class"] = "a class does not occur in the group",
        ["constant_score"] = "all scores are equal",
        ["constant_target"] = "all targets are equal",
        ["empty_masks"] = "both masks are empty",
        ["empty_prediction"] = "the predicted mask is empty",
        ["empty_reference"] = "the reference mask is empty",
        ["not_a_probability"] = "the scores are not probabilities",
        ["boundary_estimate"] = "the value lies at the end of its range, where its error cannot be estimated",
        ["bca_degenerate"] = "all resamples lie on one side of the value",
        ["unstable_resamples"] = "too many resamples had no value",
        ["below_min_count"] = "a group is below the floors",
        ["too_few_clusters"] = "too few patients",
        ["too_few_rows"] = "too few rows",
        ["no_overlap"] = "the compared groups share no stratum",
        ["infeasible"] = "no candidate meets the constraint",
        ["not_converged"] = "the fit did not converge",
        ["exceeds_margin"] = "the whole interval lies above the margin",
        ["significant"] = "the gap is above the margin and significant; its interval reaches below the margin",
        ["within_margin"] = "the whole interval lies below the margin",
        ["detectable_below_margin"] = "there is a difference, and all of its interval lies below the margin",
        ["interval_reaches_margin"] = "the interval reaches the margin: this data cannot rule a disparity in or out",
    };

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["levelling_up"] = "▲ Levelling up: the gap is smaller and the worst-served group gained",
        ["levelling_up_without_gap"] = "▲ The worst-served group gained, the gap did not shrink",
        ["gap_not_reduced"] = "■ Gap not reduced",
        ["levelling_down"] = "▼ Levelling down: the gap is smaller, the worst-served group did not gain",
        ["levelling_down_strict"] = "▼ Levelling down: the gap is smaller because every group lost",
        ["levelling_down_worst_fell"] = "▼ Levelling down: the gap is smaller, the worst-served group lost",
        ["trade_off"] = "◆ Trade-off: the worst-served group gained, another lost",
        ["unclear"] = "? Unclear: the intervals do not settle it",
    };

    /// <summary>Every reason with words.</summary>
    internal static IReadOnlyCollection<string> KnownReasons => Reasons.Keys;

    /// <summary>A verdict in the words of the specification, §12.</summary>
    internal static string Verdict(string? id) => id switch
    {
        VerdictIds.Found => "Disparity found",
        VerdictIds.NoneFound => "No disparity above the margin found",
        VerdictIds.Insufficient => "Insufficient evidence",
        null => "No verdict",
        _ => Plain(id),
    };

    /// <summary>A verdict with its sign and its words: never color alone.</summary>
    internal static Markup Badge(string? id)
    {
        (string style, string sign) = id switch
        {
            VerdictIds.Found => ("found", "▲"),
            VerdictIds.NoneFound => ("none-found", "●"),
            VerdictIds.Insufficient => ("open", "?"),
            _ => ("no-verdict", "–"),
        };
        return Markup.Of(
            $"<span class=\"badge {style}\"><span aria-hidden=\"true\">{sign}</span> {Verdict(id)}</span>");
    }

    /// <summary>A metric's name for a reader.</summary>
    internal static string MetricName(string id) =>
        Metrics.TryGetValue(id, out (string Name, string Meaning) words) ? words.Name
        : Metric.All.TryGet(id, out Metric? metric) ? metric.Name
        : Plain(id);

    /// <summary>What a metric means, in plain words, or its formula.</summary>
    internal static string? MetricMeaning(string id) =>
        Metrics.TryGetValue(id, out (string Name, string Meaning) words) ? words.Meaning
        : Metric.All.TryGet(id, out Metric? metric) ? metric.Definition
        : null;

    /// <summary>Which way is better: 1 higher, -1 lower, 0 neither or unknown.</summary>
    internal static int Better(string id) => Metric.All.TryGet(id, out Metric? metric)
        ? metric.Better switch { Direction.HigherIsBetter => 1, Direction.LowerIsBetter => -1, _ => 0 }
        : id switch
        {
            "auroc" or "average_precision" or "tpr" or "tnr" or "ppv" or "npv" or "net_benefit" or "accuracy"
                or "balanced_accuracy" or "dice" or "nsd" => 1,
            "fpr" or "fnr" or "brier" or "ece@fixed01" or "mae" or "hd95" => -1,
            _ => 0,
        };

    /// <summary>The name of a criterion or of a gap of a metric.</summary>
    internal static string CriterionName(string id)
    {
        if (Criteria.TryGetValue(id, out string? name))
        {
            return name;
        }

        if (Criterion.All.TryGet(id, out Criterion? criterion))
        {
            return criterion.Name;
        }

        return id.EndsWith("_gap", StringComparison.Ordinal) ? $"Gap in {MetricName(GapMetric(id))}" : MetricName(id);
    }

    /// <summary>What a row of the disparities is called.</summary>
    internal static string DisparityName(DisparityResult d) => d.Aggregation == "criterion"
        ? CriterionName(d.Metric)
        : $"{MetricName(d.Metric)}: "
            + $"{(Disparity.All.TryGet(d.Aggregation, out Disparity? entry) ? entry.Name : Plain(d.Aggregation))}";

    /// <summary>A reason in words; a sentence stays as it is.</summary>
    internal static string? Reason(string? id) =>
        id is null ? null : Reasons.TryGetValue(id, out string? words) ? words : Plain(id);

    /// <summary>A levelling-down label in words.</summary>
    internal static string Label(string id) => Labels.TryGetValue(id, out string? words) ? words : Plain(id);

    /// <summary>An id without its underscores.</summary>
    internal static string Plain(string id) => id.Replace('_', ' ');

    /// <summary>The metric that an id <c>METRIC_gap</c> speaks of; <c>ece_gap</c> means the default variant.</summary>
    internal static string GapMetric(string id)
    {
        string metric = id.EndsWith("_gap", StringComparison.Ordinal) ? id[..^4] : id;
        return metric == "ece" ? "ece@fixed01" : metric;
    }
}
