namespace Isonomia.Reporting;

/// <summary>Numbers that need no groups: whether similar patients are treated alike.</summary>
internal static class IndividualSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Audit.Individual.Count == 0
        ? null
        : new("individual", "Similar patients, similar results", writer =>
        {
            writer.Lead(
                "These numbers need no groups: they ask whether patients who look alike to the model are treated "
                    + "alike, and how unevenly its errors fall on people.");
            ReportTable table = new("Individual measures", ["Measure", "Id", TableColumn.Interval("Value"), "Meaning"]);
            foreach ((string id, Fairness.MetricValue value) in reading.Audit.Individual.OrderBy(
                    i => i.Key, StringComparer.Ordinal))
            {
                table.Add([
                    Wording.MetricName(id), Markup.Of($"<code>{id}</code>"), AuditReading.Cell(value),
                    Wording.MetricMeaning(id) ?? "–"]);
            }

            writer.Table(table);
        });
}
