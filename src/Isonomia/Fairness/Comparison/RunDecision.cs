using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How one run's scores become decisions.</summary>
/// <param name="Rule">The rule; where thresholds differ by row it holds the middle one.</param>
/// <param name="RowThresholds">A threshold for every table row where they differ, or null.</param>
/// <param name="Value">The threshold, or null where there are several.</param>
internal sealed record RunDecision(DecisionRule Rule, double[]? RowThresholds, double? Value)
{
    /// <summary>Chooses the threshold of a run: given, on its validation rows, or cross-fitted by patient on its
    /// compared rows.</summary>
    /// <param name="context">The comparison.</param>
    /// <param name="run">The run.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The policy has no threshold there.</exception>
    internal static RunDecision Of(ComparisonContext context, ModelRun run)
    {
        ThresholdPolicy policy = context.Policy;
        if (policy.IsFixed)
        {
            double given = policy.Fit(default(BinaryRows)).Threshold.Value;
            return new RunDecision(new DecisionRule(given), null, context.Metric.Task is "binary" or "multilabel"
                ? given : null);
        }

        if (context.Request.ValidationSplit is not null)
        {
            ThresholdFit fit = Fit(policy, context.Table.Take(run.Chosen));
            return fit.Threshold.IsDefined
                ? new RunDecision(new DecisionRule(fit.Threshold.Value), null, fit.Threshold.Value)
                : throw new ArgumentException(
                    $"Threshold policy '{policy.Text}' is undefined on the validation rows of "
                    + $"'{context.Runs.Models[run.Model]}': "
                    + $"{fit.Threshold.Reason!.Value.Id()}.");
        }

        CrossFittedThreshold crossed = CrossFittedThreshold.Fit(policy, context.Table.Take(run.Test),
            context.Request.Seed, isStrict: false);
        double[] thresholds = new double[context.Table.RowCount];
        foreach ((int place, double threshold) in crossed.RowThresholds.Index())
        {
            thresholds[run.Test[place]] = threshold;
        }

        return new RunDecision(new DecisionRule(crossed.Median), thresholds, null);
    }

    private static ThresholdFit Fit(ThresholdPolicy policy, PredictionTable table) =>
        policy.Fit(SortedRows.Take(table, SortedRows.Order((Outcome.Binary)table.Outcome), _ =>
            true).View(DecisionRule.Default));
}
