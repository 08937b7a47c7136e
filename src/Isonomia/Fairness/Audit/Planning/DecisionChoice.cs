using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How scores of the audited rows become decisions, and where the threshold came from.</summary>
/// <param name="Result">What the output says about it.</param>
/// <param name="Rule">The rule; where thresholds differ by row it holds the first one.</param>
/// <param name="RowThresholds">A threshold for every audited row where they differ, or null.</param>
/// <param name="Flags">What a reader must know.</param>
internal sealed record DecisionChoice(
    ThresholdResult Result, DecisionRule Rule, double[]? RowThresholds, IReadOnlyList<AuditFlag> Flags)
{
    /// <summary>Fits the policy: on validation rows, else cross-fitted by patient, on audited rows only under a preset
    /// that does so.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The choice.</returns>
    internal static DecisionChoice Of(AuditPlan plan, RowChoice rows)
    {
        ThresholdPolicy policy = plan.Policy;
        bool isStrict = plan.Preset.IsStrict;
        if (plan.Request.RefitsThreshold && (policy.IsFixed || policy.IsPerGroup || rows.Validation is null))
        {
            throw new ArgumentException(
                $"--refit-threshold was given, but the threshold '{policy.Text}' is not one that is chosen on "
                + $"validation rows; "
                + "give --threshold with a policy such as max_f1, and --split with --validation.");
        }

        if (!policy.IsFixed && rows.Audited.Outcome is not Outcome.Binary)
        {
            return plan.Request.Threshold is not null
                ? throw new ArgumentException(
                    $"Threshold policy '{policy.Text}' needs a binary task; a {rows.Audited.Outcome.Task} task "
                    + $"takes one fixed threshold, such as 0.5.")
                : Single(plan, ThresholdPolicy.Parse("0.5").Fit(default(BinaryRows)), "fixed", []);
        }

        if (policy.IsFixed)
        {
            return Single(plan, policy.Fit(default(BinaryRows)), "fixed", []);
        }

        if (plan.Preset.FitsThresholdOnEvaluation && plan.Request.Threshold is null)
        {
            AuditFlag flag = new(
                "threshold_from_test",
                $"The threshold was chosen on the audited rows themselves, as the preset '{plan.Preset.Id}' does; "
                + "sensitivity, specificity and everything after a decision look better than they are.",
                IsSevere: true);
            return Single(plan, Fit(policy, rows.Audited), "evaluation", [flag]);
        }

        if (rows.Validation is null)
        {
            if (policy.IsPerGroup)
            {
                throw new ArgumentException(
                    $"Threshold policy '{policy.Text}' chooses a threshold for each group; give --split and "
                    + $"--validation rows to choose them on.");
            }

            return CrossFitted(plan, rows.Audited, isStrict);
        }

        return policy.IsPerGroup
            ? PerGroup(plan, rows, isStrict)
            : Single(plan, Fit(policy, rows.Validation), "validation", []);
    }

    private static ThresholdFit Fit(ThresholdPolicy policy, PredictionTable table) =>
        policy.Fit(
            SortedRows.Take(table, SortedRows.Order((Outcome.Binary)table.Outcome), _ => true)
                .View(DecisionRule.Default));

    private static DecisionChoice Single(
        AuditPlan plan, ThresholdFit fit, string origin, IReadOnlyList<AuditFlag> flags)
    {
        if (!fit.Threshold.IsDefined)
        {
            throw new ArgumentException(
                $"Threshold policy '{plan.Policy.Text}' is undefined on the {origin} rows: "
                    + $"{fit.Threshold.Reason!.Value.Id()}.");
        }

        bool isStrict = plan.Preset.IsStrict;
        double value = fit.Threshold.Value;
        return new DecisionChoice(
            new ThresholdResult(plan.Policy.Text, value, origin, isStrict ? ">" : ">=", fit.TieRule),
            new DecisionRule(value, isStrict),
            null,
            flags);
    }

    /// <summary>Five patient folds: the threshold of a fold comes from the rows of the other four (specification §20
    /// A18).</summary>
    private static DecisionChoice CrossFitted(AuditPlan plan, PredictionTable table, bool isStrict)
    {
        CrossFittedThreshold fit = CrossFittedThreshold.Fit(plan.Policy, table, plan.Request.Seed, isStrict);
        AuditFlag flag = new(
            "cross_fitted",
            $"No validation split was given: the threshold of '{plan.Policy.Text}' was cross-fitted by patient in "
            + $"{fit.Fits.Count} folds "
            + $"({string.Join(", ", fit.Thresholds.Select(t => t.ToString("0.###", CultureInfo.InvariantCulture)))}).");
        return new DecisionChoice(
            new ThresholdResult(plan.Policy.Text, null, "cross_fitted", isStrict ? ">" : ">="),
            new DecisionRule(fit.Median, isStrict),
            [.. fit.RowThresholds],
            [flag]);
    }

    private static DecisionChoice PerGroup(AuditPlan plan, RowChoice rows, bool isStrict)
    {
        Grouping validation = rows.Validation!.Attributes.Count > 0
            ? rows.Validation.Attributes[0]
            : throw new ArgumentException($"Threshold policy '{plan.Policy.Text}' needs an attribute.");
        Grouping audited = rows.Audited.Attributes[0];
        double overall = Fit(plan.Policy, rows.Validation).Threshold.ValueOrNaN;
        Dictionary<string, double> byGroup = [];
        for (int g = 0; g < validation.Groups.Count; g++)
        {
            ThresholdFit fit = Fit(plan.Policy, rows.Validation.Where(row => validation.Codes[row] == g));
            byGroup[validation.Groups[g]] = fit.Threshold.IsDefined ? fit.Threshold.Value : overall;
        }

        AuditFlag flag = new(
            "group_specific_threshold",
            $"Each group of '{validation.Attribute}' has a threshold of its own: the attribute is used when deciding "
                + "about a patient.",
            IsSevere: true);
        return new DecisionChoice(
            new ThresholdResult(plan.Policy.Text, null, "validation", isStrict ? ">" : ">=") { ByGroup = byGroup },
            new DecisionRule(overall, isStrict),
            [
                .. Enumerable.Range(0, rows.Audited.RowCount).Select(row =>
                    audited.Codes[row] < 0
                        ? overall
                        : byGroup.GetValueOrDefault(audited.Groups[audited.Codes[row]], overall)),
            ],
            [flag]);
    }
}
