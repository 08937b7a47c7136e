using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>What changed against a baseline on the same patients, and whether a smaller gap was bought by harming a
/// group.</summary>
internal static class BaselineSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Audit.Baseline is null
        ? null
        : new("baseline", "Against the baseline", writer => Write(reading, reading.Audit.Baseline, writer));

    private static void Write(AuditReading reading, BaselineResult baseline, ReportWriter writer)
    {
        writer.Lead(
            $"Change from '{baseline.Name}' to this model on the same patients. A smaller gap is only good news where "
                + "the worst-served group gained; "
            + "where it shrank because others lost, the label says levelling down.");
        ReportTable summary = new("What changed", [
            "Metric", "Attribute", "What happened", TableColumn.Number("Change of the gap"),
            TableColumn.Number("Change of the worst group (up is better)"),
            TableColumn.Number("Change overall"), TableColumn.Number("p overall"), "By point values alone"]);
        foreach (BaselineChange c in baseline.Changes)
        {
            summary.Add([
                Wording.MetricName(c.Metric), c.Attribute, Wording.Label(c.Label),
                TableCell.Number(c.GapChange, NumberFormat.Change(c.GapChange)),
                TableCell.Number(c.WorstChange, NumberFormat.Change(c.WorstChange)),
                TableCell.Number(c.OverallChange, NumberFormat.Change(c.OverallChange)),
                TableCell.Number(c.OverallP, NumberFormat.P(c.OverallP)), Wording.Label(c.PointLabel)]);
        }

        writer.Table(summary);
        if (baseline.Changes.Any(c => c.Groups.Count > 0))
        {
            WritePlot(reading, baseline, writer);
        }
    }

    private static void WritePlot(AuditReading reading, BaselineResult baseline, ReportWriter writer)
    {
        string[] attributes = [.. baseline.Changes.Select(c => c.Attribute).Distinct()];
        string[] metrics = [.. baseline.Changes.Select(c => c.Metric).Distinct()];
        (string Attribute, string Group)[] keys =
            [
                .. attributes.SelectMany(
                    a => baseline.Changes.Where(c => c.Attribute == a)
                        .SelectMany(c => c.Groups)
                        .Select(g => (a, g.A))
                        .Distinct())];
        ReportTable table = new(
            "Change of each group",
            ["Group", "Attribute", "Metric", TableColumn.Interval("Change"), TableColumn.Number("p")]);
        foreach (BaselineChange c in baseline.Changes)
        {
            foreach (ContrastResult g in c.Groups)
            {
                table.Add([
                    g.A, c.Attribute, Wording.MetricName(c.Metric),
                    TableCell.Interval(g.Value, g.Low, g.High, reading.Group(c.Attribute, g.A)?.N, null),
                    TableCell.Number(g.P, NumberFormat.P(g.P))]);
            }
        }

        ForestValue? Value(string metric, (string Attribute, string Group) key)
        {
            ContrastResult? g = baseline.Changes.FirstOrDefault(c => c.Attribute == key.Attribute && c.Metric == metric)
                ?.Groups.FirstOrDefault(g => g.A == key.Group);
            return g is null
                ? null
                : new ForestValue(g.Value, g.Low, g.High, reading.Group(key.Attribute, key.Group)?.N ?? 0);
        }

        writer.Chart(new ReportChart(
            "Change of each group",
            "This model minus the baseline, with intervals that hold for all groups at once; the broken line is no "
                + "change.",
            "Changes by group; the table gives each with its interval.",
            Plots.Forest(
                attributes,
                [
                    .. keys.Select(
                        k => new ForestRow(
                            Array.IndexOf(attributes, k.Attribute), k.Group,
                            reading.Group(k.Attribute, k.Group)?.N ?? 0, ""))],
                [.. metrics.Select(m => new ForestMetric(
                    $"Change of {Wording.MetricName(m)}", 0, 0, null, null, "no change",
                    [.. keys.Select(k => Value(m, k))]))],
                attributes.Length),
            table)
        {
            Controls =
            [
                new("Metric", [.. metrics.Select(Wording.MetricName)]),
                new("Attribute", ["All attributes", .. attributes]),
            ],
        });
    }
}
