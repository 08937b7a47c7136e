using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The scores of MEDFAIR: overall and by group, and its fairness scores for two groups.</summary>
/// <remarks>
/// Its EqOpp1 is the score of the false positive rate. Source: MEDFAIR, utils/evaluation.py at a00d2ef.
/// </remarks>
internal static class MedfairSummary
{
    private static readonly (string Name, Metric Metric)[] AtOneHalf =
    [
        ("fnr", Metric.FalseNegativeRate), ("fpr", Metric.FalsePositiveRate), ("recall", Metric.TruePositiveRate),
        ("specificity", Metric.TrueNegativeRate), ("ece", Metric.ExpectedCalibrationErrorOwnRange),
        ("bce", Metric.LogLossTorch), ("tpr_at_tnr", Metric.TprAtTnrInterpolated),
    ];

    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        values.Add(new("threshold", rows.Threshold));
        values.Add(new("Overall AUC", rows.Value(rows.Overall, Metric.Auroc)));
        values.Add(new("Overall Acc", rows.Value(rows.Overall, Metric.Accuracy)));
        values.Add(new("Overall ECE", rows.Value(rows.Overall, Metric.ExpectedCalibrationErrorOwnRange)));
        values.Add(new("Overall BCE", rows.Value(rows.Overall, Metric.LogLossTorch)));
        for (int group = 0; group < rows.Names.Count; group++)
        {
            MemberRows members = rows.Members[group];
            values.Add(new($"auc-group|{rows.Names[group]}", rows.Value(members, Metric.Auroc)));
            values.Add(new($"acc-group|{rows.Names[group]}", rows.Value(members, Metric.Accuracy)));
            foreach ((string name, Metric metric) in AtOneHalf)
            {
                values.Add(
                    new($"{name}|{rows.Names[group]}", rows.Value(members, metric, DecisionRule.Default, zero: false)));
            }
        }

        if (rows.Names.Count == 2)
        {
            values.Add(new("DP", Score(rows, rows.Rule, Criterion.DemographicParityMedfair)));
            values.Add(new("EqOpp0", Score(rows, rows.Rule, Criterion.EqualOpportunityZeroMedfair)));
            values.Add(new("EqOpp1", Score(rows, rows.Rule, Criterion.EqualOpportunityOneMedfair)));
            values.Add(new("EqOdd", Score(rows, rows.Rule, Criterion.EqualizedOddsMedfair)));
            values.Add(new("EqOdd_0.5", EqualizedOdds(rows, 0.5)));
            values.Add(new(
                "EqOdd_specificity_0.8", EqualizedOdds(rows, InterpolatedThreshold.AtSpecificity(rows.Overall, 0.8))));
            values.Add(new(
                "EqOdd_sensitivity_0.8", EqualizedOdds(rows, InterpolatedThreshold.AtSensitivity(rows.Overall, 0.8))));
        }
    }

    private static Statistic EqualizedOdds(PresetRows rows, Statistic threshold) => threshold.IsDefined
        ? Score(rows, new DecisionRule(threshold.Value, IsStrict: true), Criterion.EqualizedOddsMedfair)
        : threshold;

    private static Statistic Score(PresetRows rows, DecisionRule rule, Criterion criterion) =>
        criterion.Combination.Compute(
        [.. criterion.Parts.Select(part => rows.Aggregate(part.Metric, part.Disparity, rule, zero: false))]);
}
