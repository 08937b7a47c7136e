using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The gates a pipeline set, and whether they held.</summary>
internal static class GatesSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Audit.Gates.Count == 0
        ? null
        : new("gates", "Gates", writer =>
        {
            int failed = reading.Audit.Gates.Count(g => !g.Passed);
            writer.Lead(failed == 0
                ? "None of the conditions that were set for this run is met, so that no gate failed."
                : $"{failed} of {reading.Audit.Gates.Count} gates failed. A number that cannot be computed fails its "
                    + "gate.");
            ReportTable table = new("Gates", ["Fail on", "Outcome", "What was found"]);
            foreach (GateResult gate in reading.Audit.Gates)
            {
                table.Add([
                    Markup.Of($"<code>{gate.Expression}</code>"),
                    gate.Passed
                        ? Markup.Of($"<span class=\"badge none-found\">● Held</span>")
                        : Markup.Of($"<span class=\"badge found\">▲ Failed</span>"),
                    gate.Sentence]);
            }

            writer.Table(table);
        });
}
