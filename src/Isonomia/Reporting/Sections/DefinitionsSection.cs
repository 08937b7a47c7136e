using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>Whether the conclusion depends on which definition is used.</summary>
internal static class DefinitionsSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Audit.Definitions.Count == 0
        ? null
        : new("definitions", "If it were defined otherwise", writer => Write(reading.Audit, writer));

    private static void Write(AuditResult audit, ReportWriter writer)
    {
        int differing = audit.Definitions.Count(d => d.Differs);
        writer.Lead(
            "Tools and papers define the same words differently. "
            + (differing == 0
                ? "Under every definition listed here the conclusion is the same."
                : $"Under {differing} of {audit.Definitions.Count} definitions the conclusion changes; they are marked "
                    + "◆."));
        ReportTable table = new("Definitions side by side", [
            "Definition", "Family", "Attribute", TableColumn.Number("Value"), "Conclusion", "Against the default",
            "Used by"]);
        foreach (DefinitionResult d in audit.Definitions.OrderBy(d => d.Family, StringComparer.Ordinal)
                .ThenBy(d => d.Attribute, StringComparer.Ordinal))
        {
            table.Add(d.Differs ? "differs" : null, [
                Markup.Of($"<code>{d.Id}</code>"), Wording.Plain(d.Family), d.Attribute, TableCell.Number(d.Value),
                d.Conclusion is null
                    ? "–"
                    : d.Conclusion is VerdictIds.Found or VerdictIds.NoneFound or VerdictIds.Insufficient
                    ? Wording.Badge(d.Conclusion) : Wording.Plain(d.Conclusion),
                d.Differs ? Markup.Of($"<strong>◆ differs</strong>") : "same", d.UsedBy]);
        }

        writer.Table(table);
    }
}
