using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>What several sections need to know about an audit.</summary>
internal sealed class AuditReading
{
    internal AuditReading(AuditResult audit)
    {
        Audit = audit;
        Attributes = [.. audit.Groups.Where(g => !g.IsIntersection).Select(g => g.Attribute).Distinct()];
        Crossings = [.. audit.Groups.Where(g => g.IsIntersection).Select(g => g.Attribute).Distinct()];
        Metrics = [.. audit.Overall.Keys.Concat(audit.Groups.SelectMany(g => g.Metrics.Keys)).Distinct()];
        Headline = audit.Disparities
            .Where(d => d.Attribute == audit.Verdict.Attribute && d.Metric == audit.Verdict.Metric)
            .OrderBy(d => d.Control is null ? 0 : 1).ThenBy(d => d.Role == "primary" ? 0 : 1)
            .ThenBy(d => d.Verdict is null ? 1 : 0).FirstOrDefault();
        HeadlineMetric = FindMetric();
    }

    internal AuditResult Audit { get; }

    /// <summary>The single attributes, in their order.</summary>
    internal IReadOnlyList<string> Attributes { get; }

    /// <summary>The crossings, in their order.</summary>
    internal IReadOnlyList<string> Crossings { get; }

    /// <summary>The metrics, in their order.</summary>
    internal IReadOnlyList<string> Metrics { get; }

    /// <summary>The disparity the headline speaks of, or null.</summary>
    internal DisparityResult? Headline { get; }

    /// <summary>The metric of the headline (of its widest contrast where a criterion has several), or null.</summary>
    internal string? HeadlineMetric { get; }

    /// <summary>The words for the confidence level, for example <c>95 %</c>.</summary>
    internal string Level => NumberWords.Percent(Audit.Request.Confidence).Replace(' ', '\u00A0');

    internal GroupResult? Group(string attribute, string? group) =>
        Audit.Groups.FirstOrDefault(g => g.Attribute == attribute && g.Group == group);

    /// <summary>An interval plot of metrics over the groups.</summary>
    /// <param name="attributes">The attributes, or crossings after them.</param>
    /// <param name="metrics">The metrics.</param>
    internal System.Text.Json.Nodes.JsonObject Forest(IReadOnlyList<string> attributes, IReadOnlyList<string> metrics)
    {
        List<GroupResult> groups = [.. attributes.SelectMany(a => Audit.Groups.Where(g => g.Attribute == a))];
        List<ForestRow> rows =
            [.. groups.Select(g => new ForestRow(attributes.ToList().IndexOf(g.Attribute), g.Group, g.N, Mark(g)))];
        return Plots.Forest(attributes, rows, [.. metrics.Select(m =>
        {
            MetricValue? overall = Audit.Overall.GetValueOrDefault(m);
            return new ForestMetric(
                Wording.MetricName(m), Wording.Better(m), overall?.Value, overall?.Low, overall?.High, "all patients",
                [.. groups.Select(g => Value(g.Metrics.GetValueOrDefault(m)))]);
        })], attributes.Count(a => !Crossings.Contains(a)));
    }

    /// <summary>The values of metrics by group as a table.</summary>
    internal ReportTable GroupTable(string caption, IReadOnlyList<string> attributes, IReadOnlyList<string> metrics)
    {
        bool hasLabels = Audit.Groups.Any(g => g.Positives is not null);
        List<TableColumn> columns = ["Group", "Attribute", TableColumn.Number("Rows"), TableColumn.Number("Patients")];
        if (hasLabels)
        {
            columns.Add(TableColumn.Number("Positive"));
        }

        columns.Add("Note");
        columns.AddRange(metrics.Select(m => TableColumn.Interval(Wording.MetricName(m))));
        ReportTable table = new(caption, columns);
        SampleSize size = Audit.Size;
        table.Add("total", [
            "All patients", "overall", TableCell.Count(size.Rows), TableCell.Count(size.Units),
            .. hasLabels ? [TableCell.Count(size.Positives)] : (TableCell[])[],
            "", .. metrics.Select(m => Cell(Audit.Overall.GetValueOrDefault(m)))]);
        foreach (GroupResult g in attributes.SelectMany(a => Audit.Groups.Where(g => g.Attribute == a)))
        {
            table.Add(g.IsSmall ? "small" : null, [
                g.Group, g.Attribute, TableCell.Count(g.N), TableCell.Count(g.Units),
                .. hasLabels ? [TableCell.Count(g.Positives)] : (TableCell[])[],
                Note(g), .. metrics.Select(m => Cell(g.Metrics.GetValueOrDefault(m)))]);
        }

        return table;
    }

    internal static string Note(GroupResult g) => string.Join("; ", new[]
    {
        g.IsReference ? "reference" : null,
        g.IsMissing ? "no value recorded" : null,
        g.IsSmall ? $"small, shown but not compared: {Wording.Reason(g.SmallReason) ?? "below the floors"}" : null,
    }.OfType<string>());

    internal static TableCell Cell(MetricValue? v) => v is null
        ? new TableCell(Markup.Of($"<span class=\"none\">–</span>"))
        : TableCell.Interval(
            v.Value, v.Low, v.High, v.N, Wording.Reason(v.Undefined), Wording.Reason(v.IntervalUndefined));

    private static string Mark(GroupResult g) =>
        (g.IsSmall ? "s" : "") + (g.IsMissing ? "m" : "") + (g.IsReference ? "r" : "");

    private static ForestValue? Value(MetricValue? v) =>
        v?.Value is double value ? new ForestValue(value, v.Low, v.High, v.N) : null;

    private string? FindMetric()
    {
        string? id = Audit.Verdict.Metric;
        if (id is null)
        {
            return null;
        }

        string? contrast = Headline?.Detail.Contrasts.MaxBy(c => Math.Abs(c.Value))?.Metric;
        return new[] { contrast, id, Wording.GapMetric(id) }.FirstOrDefault(m => m is not null && Metrics.Contains(m));
    }
}
