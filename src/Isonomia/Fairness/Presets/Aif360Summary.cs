using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The group and individual metrics of AIF360; signed differences are unprivileged − privileged.</summary>
/// <remarks>
/// The reference group is privileged, the rows of all other groups together are not. Source: AIF360 at 3487791.
/// </remarks>
internal static class Aif360Summary
{

    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        WriteSmoothed(rows, values);
        values.Add(new("conditional_demographic_disparity", ConditionalDemographicDisparity.OverGroups(rows)));
        if (rows.Reference >= 0 && rows.Names.Count > 1)
        {
            WriteDifferences(rows, values, rows.AllBut(rows.Reference), rows.Members[rows.Reference]);
        }

        WriteGeneralized(rows, values, rows.Overall, "overall");
        for (int group = 0; group < rows.Names.Count; group++)
        {
            WriteGeneralized(rows, values, rows.Members[group], rows.Names[group]);
        }

        double[] decisions = [.. rows.Overall.Scores.Select(score => rows.Rule.IsPositive(score) ? 1.0 : 0.0)];
        double[] benefits = GeneralizedEntropy.Benefits(decisions, rows.Overall.Labels);
        Statistic OfBenefits(Func<Statistic> compute) => rows.Threshold.IsDefined ? compute() : rows.Threshold;
        values.Add(new(
            "generalized_entropy_error",
            OfBenefits(() => GeneralizedEntropy.Index(benefits, weights: rows.Overall.Weights))));
        values.Add(new("theil_index", OfBenefits(() => GeneralizedEntropy.Theil(benefits, rows.Overall.Weights))));
        values.Add(new(
            "coefficient_of_variation",
            OfBenefits(() => GeneralizedEntropy.CoefficientOfVariation(benefits, rows.Overall.Weights))));
    }

    private static void WriteSmoothed(PresetRows rows, List<PresetValue> values)
    {
        BinarySummary[] counts = [.. rows.Members.Select(members => members.Summary(rows.Rule))];
        double[] totals = Array.ConvertAll(counts, static own => own.Weight);
        double[] labeled = Array.ConvertAll(counts, static own => own.Positives);
        double[] decided = Array.ConvertAll(counts, static own => own.TruePositives + own.FalsePositives);
        Statistic OfDecisions(Statistic value) => rows.Threshold.IsDefined ? value : rows.Threshold;
        values.Add(new("smoothed_edf|labels", DifferentialFairness.Smoothed(labeled, totals)));
        values.Add(new("smoothed_edf|predictions", OfDecisions(DifferentialFairness.Smoothed(decided, totals))));
        values.Add(
            new("df_bias_amplification", OfDecisions(DifferentialFairness.Amplification(decided, labeled, totals))));
    }

    private static void WriteDifferences(
        PresetRows rows, List<PresetValue> values, MemberRows others, MemberRows privileged)
    {
        Statistic Of(MemberRows members, Metric metric) => rows.Value(members, metric);
        Statistic Difference(Metric metric) => Pair(Of(others, metric), Of(privileged, metric), static (a, b) => a - b);
        Statistic falsePositive = Difference(Metric.FalsePositiveRate),
        truePositive = Difference(Metric.TruePositiveRate);
        values.Add(new("statistical_parity_difference", Difference(Metric.SelectionRate)));
        values.Add(new(
            "disparate_impact_ratio",
            Pair(
                Of(others, Metric.SelectionRate),
                Of(privileged, Metric.SelectionRate),
                static (a, b) => Statistic.Ratio(a, b))));
        values.Add(new("equal_opportunity_difference", truePositive));
        values.Add(new("average_odds_difference", Pair(falsePositive, truePositive, static (a, b) => (a + b) / 2)));
        values.Add(new(
            "average_odds_error", Pair(falsePositive, truePositive, static (a, b) => (Math.Abs(a) + Math.Abs(b)) / 2)));
        values.Add(new(
            "class_imbalance", (others.Weight - privileged.Weight) / (others.Weight + privileged.Weight)));
        values.Add(new(
            "average_predictive_value_difference",
            Pair(
                Difference(Metric.PositivePredictiveValue),
                Difference(Metric.FalseOmissionRate),
                static (a, b) => (a + b) / 2)));
        values.Add(new("kl_divergence", Divergence(Of(privileged, Metric.Prevalence), Of(others, Metric.Prevalence))));
    }

    private static void WriteGeneralized(PresetRows rows, List<PresetValue> values, MemberRows members, string name)
    {
        Statistic truePositive = rows.Value(members, Metric.MeanScorePositive);
        Statistic falsePositive = rows.Value(members, Metric.MeanScoreNegative);
        values.Add(new($"generalized_true_positive_rate|{name}", truePositive));
        values.Add(new($"generalized_false_positive_rate|{name}", falsePositive));
        values.Add(new($"generalized_false_negative_rate|{name}", truePositive.Select(static rate => 1 - rate)));
        values.Add(new($"generalized_true_negative_rate|{name}", falsePositive.Select(static rate => 1 - rate)));
    }

    private static Statistic Pair(Statistic first, Statistic second, Func<double, double, Statistic> combine) =>
        !first.IsDefined ? first : !second.IsDefined ? second : combine(first.Value, second.Value);

    private static Statistic Divergence(Statistic from, Statistic to) => Pair(from, to, static (p, q) =>
        (p > 0 && q == 0) || (p < 1 && q == 1)
            ? UndefinedReason.ZeroCategory
            : Statistic.Of(Term(p, q) + Term(1 - p, 1 - q)));

    private static double Term(double p, double q) => p == 0 ? 0 : p * Math.Log(p / q);
}
