using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>What was not computed or not compared, where and why: nothing vanishes.</summary>
internal static class NotTestedSection
{
    internal static ReportSection? For(AuditReading reading) =>
        new("not-tested", "What was not tested, and why", writer => Write(reading.Audit, writer));

    private static void Write(AuditResult audit, ReportWriter writer)
    {
        LeftOut[] left = [.. audit.Groups.Where(g => g.IsSmall)
            .Select(g => new LeftOut(g.Attribute, g.Group, g.N, Wording.Reason(g.SmallReason) ?? "below the floors"))
            .Concat(
                audit.Disparities.SelectMany(
                    d => d.Detail.LeftOut.Select(
                        l => new LeftOut(d.Attribute, l.Group, null, Wording.Reason(l.Reason) ?? l.Reason))))
            .Concat(
                audit.Intersections.SelectMany(
                    i => i.Unsupported.Select(
                        u => new LeftOut(i.Attribute, u.Group, null, Wording.Reason(u.Reason) ?? u.Reason))))
            .GroupBy(l => (l.Attribute, l.Group)).Select(same => same.OrderByDescending(l => l.N ?? -1).First())];
        if (left.Length == 0 && audit.Undefined.Count == 0)
        {
            writer.Lead("Every group was compared and every number could be computed.");
        }
        else
        {
            writer.Lead(
                "A clean result can be an empty one. These groups were not compared and these numbers have no value; "
                    + "no conclusion reaches them.");
        }

        GroupFloors floors = audit.Request.Floors;
        writer.Paragraph(
            $"A group is compared from {floors.Positives} positive rows, {floors.Negatives} negative rows and "
                + $"{floors.Patients} patients upwards.");
        if (left.Length > 0)
        {
            ReportTable table = new(
                "Groups and cells that were not compared", ["Group", "Attribute", TableColumn.Number("Rows"), "Why"]);
            foreach (LeftOut l in left)
            {
                table.Add([l.Group, l.Attribute, TableCell.Count(l.N), l.Reason]);
            }

            WriteTable(writer, table);
        }

        if (audit.Undefined.Count > 0)
        {
            ReportTable table = new("Numbers that could not be computed", ["Where", "What", "Why"]);
            foreach (UndefinedResult u in audit.Undefined)
            {
                table.Add([
                    u.Where, Markup.Of($"{Wording.CriterionName(u.What)}<small><code>{u.What}</code></small>"),
                    Markup.Of($"{Wording.Reason(u.Reason)}<small><code>{u.Reason}</code></small>")]);
            }

            WriteTable(writer, table);
        }

        foreach ((string group, string reason) in audit.Request.Waivers.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            writer.Paragraph($"Waived: {group} ({reason}).");
        }
    }

    private static void WriteTable(ReportWriter writer, ReportTable table)
    {
        if (table.RowCount <= 12)
        {
            writer.Table(table);
        }
        else
        {
            writer.FoldedTable($"{table.Caption} ({NumberFormat.Count(table.RowCount)})", table);
        }
    }

    private sealed record LeftOut(string Attribute, string Group, long? N, string Reason);
}
