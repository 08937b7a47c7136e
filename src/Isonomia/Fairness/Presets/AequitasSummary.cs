using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The disparities of Aequitas to the reference group, with its parity test.</summary>
/// <remarks>
/// Definition: m_g / m_ref, 10 where only m_ref is 0; parity (1, else 0) where it lies in [0.8, 1.25]. Source:
/// Saleiro et al., 2018; specification §5.
/// </remarks>
internal static class AequitasSummary
{
    private const double DivisionByZero = 10;

    private static readonly (string Name, Metric Metric)[] Rates =
    [
        ("tpr", Metric.TruePositiveRate), ("tnr", Metric.TrueNegativeRate), ("for", Metric.FalseOmissionRate),
        ("fdr", Metric.FalseDiscoveryRate), ("fpr", Metric.FalsePositiveRate), ("fnr", Metric.FalseNegativeRate),
        ("npv", Metric.NegativePredictiveValue), ("precision", Metric.PositivePredictiveValue),
        ("pprev", Metric.SelectionRate), ("prev", Metric.Prevalence),
    ];

    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        foreach ((string name, Metric metric) in Rates)
        {
            Write(rows, values, name, rows.ByGroup(metric, rows.Rule, rows.Preset.ZeroForEmptyDenominator));
        }

        double selected = Selected(rows.Overall);
        Write(rows, values, "ppr", [.. rows.Members.Select(members => rows.Threshold.IsDefined
            ? Statistic.Ratio(Selected(members), selected, UndefinedReason.NoPredictedPositives)
            : rows.Threshold)]);
        double Selected(MemberRows members)
        {
            BinarySummary counts = members.Summary(rows.Rule);
            return counts.TruePositives + counts.FalsePositives;
        }
    }

    internal static Statistic Disparity(Statistic own, Statistic reference) =>
        !own.IsDefined ? own
        : !reference.IsDefined ? reference
        : reference.Value == 0 && own.Value > 0 ? DivisionByZero
        : Statistic.Ratio(own.Value, reference.Value);

    private static void Write(PresetRows rows, List<PresetValue> values, string name, Statistic[] byGroup)
    {
        for (int group = 0; group < byGroup.Length; group++)
        {
            Statistic reference = rows.Reference < 0 ? UndefinedReason.EmptyGroup : byGroup[rows.Reference];
            Statistic disparity = Disparity(byGroup[group], reference);
            values.Add(new($"{name}|{rows.Names[group]}", byGroup[group]));
            values.Add(new($"{name}_disparity|{rows.Names[group]}", disparity));
            values.Add(new(
                $"{name}_parity|{rows.Names[group]}",
                disparity.Select(static ratio => ratio is >= 0.8 and <= 1.25 ? 1 : 0)));
        }
    }
}
