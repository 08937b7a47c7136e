using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>What moving the threshold would do to each group.</summary>
internal static class SweepSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Audit.Sweeps.Count == 0
        ? null
        : new("thresholds", "If the threshold moved", writer => Write(reading, writer));

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        IReadOnlyList<ThresholdSweep> sweeps = reading.Audit.Sweeps;
        ThresholdResult? used = reading.Audit.Threshold;
        string threshold = used?.Value is null
            ? "No single threshold was used."
            : $"The broken line is the threshold used, {NumberFormat.Value(used.Value)} ({Origin(used.Origin)}).";
        writer.Lead(
            "Sensitivity and specificity of each group at every threshold, and the gap between the best and the worst "
                + "group. "
            + threshold + " Choosing another threshold after seeing this plot would need new patients to confirm it.");
        Dictionary<string, IReadOnlyList<Panel>> variants = [];
        ReportTable table = new("Rates as the threshold moves", [
            "Group", "Attribute", TableColumn.Number("Threshold"), TableColumn.Number("Sensitivity"),
            TableColumn.Number("Specificity")]);
        for (int a = 0; a < sweeps.Count; a++)
        {
            ThresholdSweep s = sweeps[a];
            double low = s.Thresholds.Count == 0 ? 0 : s.Thresholds[0];
            double high = s.Thresholds.Count == 0 ? 1 : s.Thresholds[^1];
            Panel Make(string title, string y, IReadOnlyList<PanelSeries> series) =>
                new(title, "Threshold", y, series) { XLow = low, XHigh = high, Mark = used?.Value };
            variants[$"{a}"] =
            [
                Make(
                    "Sensitivity", "Sensitivity",
                    [.. s.Groups.Select((g, i) => Line(reading, s, g, i, s.Sensitivity[i]))]),
                Make(
                    "Specificity", "Specificity",
                    [.. s.Groups.Select((g, i) => Line(reading, s, g, i, s.Specificity[i]))]),
                Make("Gaps", "Gap",
                    [
                        new("gap in sensitivity", 1, "line", Points(s, s.SensitivityGap)),
                        new("gap in specificity", 0, "line", Points(s, s.SpecificityGap))]),
            ];
            AddRows(table, s);
        }

        writer.Chart(new ReportChart(
            "Sensitivity, specificity and their gaps by threshold",
            "Choose an attribute; press a name in the legend to hide or show its line.",
            $"Rates by threshold for {string.Join(", ", sweeps.Select(s => s.Attribute))}. {threshold}",
            Plots.Panels(variants), table)
        {
            Controls =
            [
                new(
                    "Attribute", [.. sweeps.Select(s => s.Attribute)],
                    CurvesSection.First([.. sweeps.Select(s => s.Attribute)], reading)),
            ],
        });
    }

    internal static string Origin(string origin) => origin switch
    {
        "fixed" => "given beforehand",
        "validation" => "chosen on validation patients",
        "cross_fitted" => "chosen by cross-fitting over patients",
        "evaluation" => "chosen on the audited rows themselves",
        _ => Wording.Plain(origin),
    };

    private static PanelSeries Line(
        AuditReading reading, ThresholdSweep s, string group, int style, IReadOnlyList<double?> values) =>
        new(group, style, "line", Points(s, values))
        {
            IsHidden = reading.Group(s.Attribute, group) is { IsSmall: true } or { IsMissing: true },
        };

    private static IReadOnlyList<double?> Points(ThresholdSweep s, IReadOnlyList<double?> values) =>
        [.. s.Thresholds.Zip(values).SelectMany(pair => (double?[])[pair.First, pair.Second])];

    private static void AddRows(ReportTable table, ThresholdSweep s)
    {
        int step = Math.Max(1, s.Thresholds.Count / 10);
        for (int t = 0; t < s.Thresholds.Count; t += step)
        {
            for (int g = 0; g < s.Groups.Count; g++)
            {
                table.Add([
                    s.Groups[g], s.Attribute, TableCell.Number(s.Thresholds[t]), TableCell.Number(s.Sensitivity[g][t]),
                    TableCell.Number(s.Specificity[g][t])]);
            }

            table.Add(
                "total",
                [
                    "gap", s.Attribute, TableCell.Number(s.Thresholds[t]), TableCell.Number(s.SensitivityGap[t]),
                    TableCell.Number(s.SpecificityGap[t])]);
        }
    }
}
