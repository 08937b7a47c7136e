using Isonomia.Fairness;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>Every run of a matrix with its verdict, and where its own report lies.</summary>
internal static class MatrixSection
{
    internal static ReportSection For(StudyResult study) => new("answer", "The answer", writer => Write(study, writer));

    private static void Write(StudyResult study, ReportWriter writer)
    {
        int found = study.Audits.Count(audit => audit.Verdict.Verdict == VerdictIds.Found);
        writer.Write($"<div class=\"answer\"><h1>{Headline(found, study.Cells.Count)}</h1>");
        foreach (ComparisonRanking ranking in study.Benchmark?.Rankings ?? [])
        {
            string first = ranking.Models.Count == 0 ? string.Empty : $" Best average rank: {ranking.Models[0].Model}.";
            writer.Paragraph(ranking.Sentence + first);
        }

        foreach (string flag in study.Audits.SelectMany(audit => audit.Flags).Where(flag => flag.IsSevere)
            .Select(flag => flag.Sentence).Distinct())
        {
            writer.Write(
                $"<p class=\"warning\"><span aria-hidden=\"true\">⚠</span> <strong>Read with care.</strong> "
                    + $"{flag}</p>");
        }

        writer.Write($"</div>");
        string metric = study.Audits[0].Overall.Keys.First();
        ReportTable table = new("Runs of this study", [
            "Run", "Model", "Label", "Labels used", TableColumn.Number("Seed"),
            TableColumn.Interval(Wording.MetricName(metric)),
            "Verdict", "Worst-served group", "Report"]);
        for (int i = 0; i < study.Cells.Count; i++)
        {
            (StudyCell cell, AuditResult audit) = (study.Cells[i], study.Audits[i]);
            MetricValue value = audit.Overall[metric];
            table.Add([
                cell.Name, cell.Model, cell.Label.Column, cell.ShareText, TableCell.Count((long)cell.Seed),
                TableCell.Interval(value.Value, value.Low, value.High, value.N, Wording.Reason(value.Undefined)),
                Wording.Badge(audit.Verdict.Verdict), Worst(audit.Verdict), $"runs/{cell.Name}/report.html"]);
        }

        writer.Table(table);
    }

    private static string Headline(int found, int count) => found == 0
        ? $"None of {count} runs showed a disparity above its margin."
        : $"{found} of {count} runs showed a disparity above its margin.";

    private static string Worst(AuditVerdict verdict) =>
        verdict.WorstGroup is null ? "–" : $"{verdict.Attribute}: {verdict.WorstGroup}";
}
