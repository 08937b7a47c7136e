using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// The group metrics of holisticai: a is the rows of all groups but the reference, b the reference group.
/// </summary>
/// <remarks>
/// Its <c>abroca</c> is a difference of two AUROC and therefore named auroc_difference here. Source: holisticai at
/// 96b084f.
/// </remarks>
internal static class HolisticAiSummary
{
    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        values.Add(new("four_fifths", rows.Aggregate(Metric.SelectionRate, Disparity.Ratio)));
        if (rows.Reference < 0 || rows.Names.Count < 2)
        {
            return;
        }

        (MemberRows a, MemberRows b) = (rows.AllBut(rows.Reference), rows.Members[rows.Reference]);
        (Statistic rateA, Statistic rateB) = (rows.Value(a, Metric.SelectionRate), rows.Value(b, Metric.SelectionRate));
        Statistic Difference(Metric metric) =>
            Pair(rows.Value(a, metric), rows.Value(b, metric), static (own, other) => own - other);
        values.Add(new("statistical_parity", Difference(Metric.SelectionRate)));
        values.Add(new("disparate_impact", Pair(rateA, rateB, static (own, other) => Statistic.Ratio(own, other))));
        values.Add(new("cohen_d", Pair(rateA, rateB, (own, other) => CohenD(own, other, a.Weight, b.Weight))));
        values.Add(new("z_test_diff", Pair(rateA, rateB, (own, other) => ZDifference(own, other, a.Weight, b.Weight))));
        values.Add(new("z_test_ratio", Pair(rateA, rateB, (own, other) => ZRatio(own, other, a.Weight, b.Weight))));
        values.Add(new("equal_opportunity_diff", Difference(Metric.TruePositiveRate)));
        values.Add(new("false_positive_rate_diff", Difference(Metric.FalsePositiveRate)));
        values.Add(new("average_odds_diff", Pair(
            Difference(Metric.FalsePositiveRate),
            Difference(Metric.TruePositiveRate),
            static (own, other) => (own + other) / 2)));
        values.Add(new("accuracy_diff", Difference(Metric.Accuracy)));
        values.Add(new("auroc_difference", Difference(Metric.Auroc)));
        double[] decisions = [.. rows.Overall.Scores.Select(score => rows.Rule.IsPositive(score) ? 1.0 : 0.0)];
        values.Add(new("coefficient_of_variation", !rows.Threshold.IsDefined
            ? rows.Threshold
            : GeneralizedEntropy.CoefficientOfVariationHolisticAi(
                GeneralizedEntropy.Benefits(decisions, rows.Overall.Labels), rows.Overall.Weights)));
    }

    private static Statistic CohenD(double own, double other, double count, double otherCount)
    {
        double pooled =
            (((count - 1) * own * (1 - own)) + ((otherCount - 1) * other * (1 - other))) / (count + otherCount - 2);
        return pooled > 0 ? (own - other) / Math.Sqrt(pooled) : UndefinedReason.ZeroVariance;
    }

    private static Statistic ZDifference(double own, double other, double count, double otherCount)
    {
        double rate = ((own * count) + (other * otherCount)) / (count + otherCount);
        double variance = rate * (1 - rate) * ((1 / count) + (1 / otherCount));
        return variance > 0 ? (own - other) / Math.Sqrt(variance) : UndefinedReason.ZeroVariance;
    }

    private static Statistic ZRatio(double own, double other, double count, double otherCount)
    {
        double rate = ((own * count) + (other * otherCount)) / (count + otherCount);
        double variance = (1 - rate) / rate * ((1 / count) + (1 / otherCount));
        return own == 0 || other == 0 ? UndefinedReason.ZeroDenominator
            : variance > 0 ? Math.Log(own / other) / Math.Sqrt(variance)
            : UndefinedReason.ZeroVariance;
    }

    private static Statistic Pair(Statistic first, Statistic second, Func<double, double, Statistic> combine) =>
        !first.IsDefined ? first : !second.IsDefined ? second : combine(first.Value, second.Value);
}
