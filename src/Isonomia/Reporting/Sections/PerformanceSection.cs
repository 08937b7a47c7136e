namespace Isonomia.Reporting;

/// <summary>Every metric by group with its interval.</summary>
internal static class PerformanceSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Metrics.Count == 0
        ? null
        : new("performance", "Performance by group", writer => Write(reading, writer));

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        writer.Lead(
            "Each line is a group: the mark is the value, the bar its interval. A bar that crosses the broken line may "
                + "differ from all "
            + "patients by chance alone. Hollow marks are small groups or rows without a value; they are shown and not "
            + "compared. "
            + "▼ marks the worst value of each attribute; whether that is a finding is said under Verdicts.");
        string[] attributes = [.. reading.Attributes, .. reading.Crossings];
        int first = Math.Max(0, reading.Metrics.ToList().IndexOf(reading.HeadlineMetric ?? string.Empty));
        writer.Chart(new ReportChart(
            "Metrics by group",
            "Choose a metric and an attribute. In print, every metric is drawn.",
            $"Interval plot of {reading.Metrics.Count} metrics for the groups of "
                + $"{string.Join(", ", reading.Attributes)}.",
            reading.Forest(attributes, reading.Metrics),
            reading.GroupTable("Every metric by group", attributes, reading.Metrics))
        {
            Controls =
            [
                new("Metric", [.. reading.Metrics.Select(Wording.MetricName)], first),
                new("Attribute", ["All attributes", .. attributes]),
            ],
        });
        ReportTable meanings = new("What each metric means", ["Metric", "Id", "Meaning"]);
        foreach (string metric in reading.Metrics)
        {
            meanings.Add(
                [
                    Wording.MetricName(metric), Markup.Of($"<code>{metric}</code>"),
                    Wording.MetricMeaning(metric) ?? "–"]);
        }

        writer.FoldedTable("What each metric means", meanings);
    }
}
