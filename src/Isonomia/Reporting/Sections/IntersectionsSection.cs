using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>What crossings of attributes show that the single attributes do not.</summary>
internal static class IntersectionsSection
{
    private const string Cross = " × ";

    internal static ReportSection? For(AuditReading reading) => reading.Audit.Intersections.Count == 0
        ? null
        : new("intersections", "Crossings of attributes", writer => Write(reading, writer));

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        IReadOnlyList<IntersectionResult> all = reading.Audit.Intersections;
        writer.Lead(
            "A model can serve men and women alike and the young and the old alike, and still fail old women. Each "
                + "cell shows the value and "
            + "its n; ▼ marks the worst cell, hatching marks cells that are empty or too small to judge. These results "
            + "are exploratory.");
        string[] crossings = [.. all.Select(i => i.Attribute).Distinct()];
        string[] metrics = [.. all.Select(i => i.Metric).Distinct()];
        Dictionary<string, HeatMap> variants = all.DistinctBy(i => (i.Attribute, i.Metric)).ToDictionary(
            i => $"{Array.IndexOf(crossings, i.Attribute)},{Array.IndexOf(metrics, i.Metric)}", i => Map(reading, i));
        int metric = Math.Max(0, Array.IndexOf(metrics, reading.HeadlineMetric));
        writer.Chart(new ReportChart(
            "Values in the cells of a crossing",
            "Choose a crossing and a metric. The stronger the color, the worse the value.",
            string.Join(
                "; ",
                all.Where(i => i.Metric == metrics[metric])
                    .Select(i => $"{i.Attribute}: worst cell {i.WorstCell ?? "not known"}"))
                + ".",
            Plots.Heat(variants), Cells(all))
        {
            Controls = [new("Crossing", crossings), new("Metric", [.. metrics.Select(Wording.MetricName)], metric)],
        });
        ReportTable summary = new("What each crossing adds", [
            "Crossing", "Metric", TableColumn.Number("Gap over cells"), TableColumn.Number("Gap, shrunken"),
            TableColumn.Interval("Excess over single attributes"),
            TableColumn.Number("I²"), "Worst cell", "Widest pair", TableColumn.Number("Cells not judged")]);
        foreach (IntersectionResult i in all)
        {
            summary.Add([
                i.Attribute, Wording.MetricName(i.Metric), TableCell.Number(i.Gap), TableCell.Number(i.GapShrunk),
                TableCell.Interval(i.Excess, i.ExcessLow, i.ExcessHigh, null, null), TableCell.Number(i.ISquared),
                i.WorstCell ?? "–",
                i.WorstPair ?? "–", TableCell.Count(i.Unsupported.Count)]);
        }

        writer.Heading("What the crossings add");
        writer.Paragraph(
            "The excess is the gap over the cells minus the largest gap of the single attributes; an interval around "
                + "zero means the crossing adds nothing this data can show.");
        writer.Table(summary);
    }

    private static ReportTable Cells(IReadOnlyList<IntersectionResult> all)
    {
        ReportTable table = new("Cells of the crossings", [
            "Cell", "Crossing", "Metric", TableColumn.Number("n"), TableColumn.Number("Value"),
            TableColumn.Number("Shrunken value"), "Note"]);
        foreach (IntersectionResult i in all)
        {
            foreach (CellResult c in i.Cells)
            {
                table.Add([
                    c.Group, i.Attribute, Wording.MetricName(i.Metric), TableCell.Count(c.N), TableCell.Number(c.Value),
                    TableCell.Number(c.Shrunk),
                    c.Group == i.WorstCell ? "▼ worst cell" : ""]);
            }

            foreach (LeftOutGroup u in i.Unsupported)
            {
                table.Add("small", [
                    u.Group, i.Attribute, Wording.MetricName(i.Metric), TableCell.Count(null), TableCell.Number(null),
                    TableCell.Number(null),
                    $"not judged: {Wording.Reason(u.Reason)}"]);
            }
        }

        return table;
    }

    /// <summary>Puts the cells on two axes; the longer axis runs down, so that the map fits a phone.</summary>
    private static HeatMap Map(AuditReading reading, IntersectionResult i)
    {
        string[] names = [.. i.Cells.Select(c => c.Group).Concat(i.Unsupported.Select(u => u.Group)).Distinct()];
        string[] parts = i.Attribute.Split(Cross);
        (string First, string Others) Axes(string name)
        {
            int at = name.IndexOf(Cross, StringComparison.Ordinal);
            return at < 0 ? (name, "") : (name[..at], name[(at + Cross.Length)..]);
        }

        string[] order = [.. reading.Audit.Groups.Where(g => !g.IsIntersection).Select(g => g.Group).Distinct()];
        int Rank(string name) => Array.IndexOf(order, name) is int at and >= 0 ? at : int.MaxValue;
        string[] first = [.. names.Select(n => Axes(n).First).Distinct().OrderBy(Rank)];
        string[] rest = [.. names.Select(n => Axes(n).Others).Distinct().OrderBy(Rank)];
        bool isFirstDown = first.Length >= rest.Length;
        HeatCell Cell(string name, double? value, long? n, string mark)
        {
            (int f, int r) = (Array.IndexOf(first, Axes(name).First), Array.IndexOf(rest, Axes(name).Others));
            return isFirstDown ? new(f, r, value, n, mark) : new(r, f, value, n, mark);
        }

        IEnumerable<HeatCell> cells = i.Cells.Select(
            c => Cell(c.Group, c.Value, c.N, c.Group == i.WorstCell ? "w" : ""));
        IEnumerable<HeatCell> unsupported = i.Unsupported.Select(u =>
        {
            GroupResult? g = reading.Group(i.Attribute, u.Group);
            return Cell(u.Group, g?.Metrics.GetValueOrDefault(i.Metric)?.Value, g?.N, "u");
        });
        string restName = string.Join(Cross, parts.Skip(1));
        return new(
            isFirstDown ? first : rest, isFirstDown ? rest : first, isFirstDown ? parts[0] : restName,
            isFirstDown ? restName : parts[0],
            Wording.Better(i.Metric), [.. cells, .. unsupported]);
    }
}
