using Isonomia.Integrity;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>What the checks of the cohort found before anything was computed on it.</summary>
internal static class StudyIntegritySection
{
    internal static ReportSection? For(StudyResult study) => study.Integrity is not { } result
        ? null
        : new("integrity", "Integrity of the data", writer => Write(result, writer));

    private static void Write(IntegrityResult result, ReportWriter writer)
    {
        writer.Lead(
            "Checked before anything was computed; 'isonomia check' on the cohort's folder shows the evidence.");
        ReportTable table = new("Findings about the data", ["Check", "Severity", TableColumn.Number("Count"),
            "What was found", "What it does to the results"]);
        foreach (CheckResult check in result.Findings)
        {
            table.Add(check.Severity >= CheckSeverity.Major ? "differs" : null, [
                new TableCell(Markup.Of($"{check.Name}<small>{check.Id}</small>")),
                new TableCell(IntegritySections.Badge(check.Severity!.Value)),
                TableCell.Count(check.Count).Under(check.Unit),
                new TableCell(Markup.Of($"<small class=\"why\">{check.Sentence}{Accepted(check)}</small>")),
                new TableCell(Markup.Of($"<small class=\"why\">{check.AuditEffect}</small>"))]);
        }

        writer.Table(table);
        int clear = result.Checks.Count(check => check.Status == CheckStatus.Clear);
        int none = result.Checks.Count(check => check.Status == CheckStatus.NotApplicable);
        writer.Paragraph($"{clear} checks found nothing, {none} could not run on this cohort.");
    }

    private static string Accepted(CheckResult check) =>
        check.Accepted is null ? string.Empty : $" Accepted: {check.Accepted}";
}
