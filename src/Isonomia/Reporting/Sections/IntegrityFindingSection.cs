using System.Globalization;
using Isonomia.Integrity;

namespace Isonomia.Reporting;

/// <summary>One finding of a check: what, what it would do, what to do, for whom, and the evidence.</summary>
internal static class IntegrityFindingSection
{
    private const int MostBars = 30;

    internal static void Write(CheckResult check, SmallPictures? pictures, int pictureCount, ReportWriter writer)
    {
        writer.Write($"<h3 id=\"check-{check.Id}\">{check.Name} {IntegritySections.Badge(check.Severity!.Value)}</h3>");
        writer.Paragraph(check.Sentence);
        writer.Write($"<p><strong>What it would do to an audit.</strong> {check.AuditEffect}</p>");
        writer.Write($"<p><strong>What to do.</strong> {check.Remedy}</p>");
        if (check.Accepted is not null)
        {
            writer.Write($"<p class=\"note\"><strong>Accepted.</strong> Reason: {check.Accepted}</p>");
        }

        Evidence(check, pictures, pictureCount, writer);
        Groups(check, writer);
        if (check.Measures.Count > 0)
        {
            ReportTable table = new($"Numbers of {check.Id}", ["Number", TableColumn.Number("Value"), "What it is"]);
            foreach (CheckMeasure measure in check.Measures)
            {
                table.Add([measure.Id, TableCell.Number(measure.Value, Shown(measure.Value)), measure.Meaning]);
            }

            writer.FoldedTable($"Numbers behind this finding ({check.Measures.Count})", table);
        }

        if (check.Samples.Count > 0)
        {
            writer.Write($"<details><summary>Samples it names{(check.Samples.Count < check.Count ? ", the first "
                + check.Samples.Count : string.Empty)}</summary><p><code>{string.Join(", ", check.Samples)}</code></p>"
                + $"</details>");
        }
    }

    private static string? Shown(double? value) => value is { } number && number == Math.Floor(number)
        ? NumberFormat.Count((long)number) : null;

    private static void Evidence(CheckResult check, SmallPictures? pictures, int pictureCount, ReportWriter writer)
    {
        if (check.Evidence.Count == 0)
        {
            return;
        }

        if (pictures is not null)
        {
            IEnumerable<Markup> figures = check.Evidence.Take(pictureCount).Select(evidence => Markup.Of(
                $"""
                <figure style="margin:0;max-width:25rem"><div style="display:flex;flex-wrap:wrap;gap:.4rem">
                {Markup.Join(evidence.Samples.Take(3).Select(id => pictures.Of(id, evidence.Detail)))}</div>
                <figcaption style="font-size:.8rem;overflow-wrap:anywhere;max-width:15.5rem">
                {string.Join(", ", evidence.Samples.Take(3))}: {evidence.Detail}</figcaption></figure>
                """));
            writer.Write(
                new Markup($"<div style=\"display:flex;flex-wrap:wrap;gap:1rem\">{Markup.Join(figures).Html}</div>"));
        }

        ReportTable table = new($"Evidence for {check.Id}", ["Samples", "What they show"]);
        foreach (CheckEvidence evidence in check.Evidence)
        {
            table.Add([string.Join(", ", evidence.Samples.Take(8)), evidence.Detail]);
        }

        writer.FoldedTable($"Evidence by id ({check.Evidence.Count})", table);
    }

    private static void Groups(CheckResult check, ReportWriter writer)
    {
        if (!check.Groups.Any(group => group.Count > 0))
        {
            return;
        }

        ReportTable table = new($"Who {check.Id} is about", ["Attribute or fact", "Group", TableColumn.Number("Images"),
            TableColumn.Number("Looked at"), TableColumn.Interval("Share")]);
        foreach (CheckGroup group in check.Groups)
        {
            table.Add([group.Attribute, group.Group, TableCell.Count(group.Count), TableCell.Count(group.Of),
                TableCell.Interval(group.Share, group.Low, group.High, group.Of, "no image of the group")]);
        }

        CheckGroup[] shown = [.. check.Groups.Where(group => group.Of > 0).Take(MostBars)];
        writer.Chart(new ReportChart(
            $"Share of each group that {check.Id} names",
            "With Wilson's 95 % intervals. A finding that is mostly one group's is a finding about fairness"
                + (shown.Length < check.Groups.Count ? $"; {shown.Length} of {check.Groups.Count} groups are drawn."
                    : "."),
            string.Join("; ", shown.Select(group =>
                $"{group.Attribute} {group.Group}: {NumberFormat.Percent(group.Share)}")),
            BarPlot.Of(
                [.. shown.Select(group => new BarRow(
                    $"{group.Attribute}: {group.Group}", group.Share ?? 0, group.Low, group.High, null,
                    string.Create(CultureInfo.InvariantCulture,
                        $"{NumberFormat.Percent(group.Share)} · {group.Count:N0} of {group.Of:N0}")))],
                "share of images", null, isShare: true),
            table));
    }
}
