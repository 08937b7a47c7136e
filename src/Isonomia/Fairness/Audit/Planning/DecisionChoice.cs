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
    private const int FoldCount = 5;

    /// <summary>Fits the policy: on validation rows, else cross-fitted by patient, on audited rows only under a preset
    /// that does so.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The choice.</returns>
    internal static DecisionChoice Of(AuditPlan plan, RowChoice rows)
    {
        ThresholdPolicy policy = plan.Policy;
        bool isStrict = plan.Preset.IsStrict;
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
        RandomSource random = RandomSource.For(plan.Request.Seed, "cross_fitted_threshold", 0);
        int[] foldOfUnit = [.. Enumerable.Range(0, table.UnitCount).Select(unit => unit % FoldCount)];
        random.Shuffle(foldOfUnit.AsSpan());
        int FoldOf(int row) => foldOfUnit[table.Units?[row] ?? row];
        double[] thresholds = new double[FoldCount];
        for (int fold = 0; fold < FoldCount; fold++)
        {
            ThresholdFit fit = Fit(plan.Policy, table.Where(row => FoldOf(row) != fold));
            thresholds[fold] = fit.Threshold.IsDefined
                ? fit.Threshold.Value
                : throw new ArgumentException(
                    $"Threshold policy '{plan.Policy.Text}' is undefined in a cross-fitting fold: "
                        + $"{fit.Threshold.Reason!.Value.Id()}; "
                    + "give a validation split or a fixed threshold.");
        }

        AuditFlag flag = new(
            "cross_fitted",
            $"No validation split was given: the threshold of '{plan.Policy.Text}' was cross-fitted by patient in "
                + $"{FoldCount} folds "
            + $"({string.Join(", ", thresholds.Select(t => t.ToString("0.###", CultureInfo.InvariantCulture)))}).");
        return new DecisionChoice(
            new ThresholdResult(plan.Policy.Text, null, "cross_fitted", isStrict ? ">" : ">="),
            new DecisionRule(thresholds.Order().ElementAt(FoldCount / 2), isStrict),
            [.. Enumerable.Range(0, table.RowCount).Select(row => thresholds[FoldOf(row)])],
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
