using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>How differently the scores are distributed between groups: Kolmogorov–Smirnov tables.</summary>
internal static class DistributionsSection
{
    private const int Shown = 12;

    internal static ReportSection? For(AuditReading reading) => reading.Audit.Distributions.Count == 0
        ? null
        : new("distributions", "Do scores differ between groups", writer => Write(reading.Audit, writer));

    private static void Write(AuditResult audit, ReportWriter writer)
    {
        writer.Lead(
            "D is the largest distance between the score distributions of two groups, from 0 (the same) to 1 (apart). "
            + "Overall it also reflects how many of each group have the condition; within one label it does not. "
            + "A difference of scores is not by itself a disparity of results.");
        DistributionTest[] tests = [.. audit.Distributions];
        bool isClustered = tests.Any(test => test.IndependentA + test.IndependentB < test.CountA + test.CountB);
        writer.Paragraph(
            $"Two-sample Kolmogorov–Smirnov tests; p-values adjusted over {NumberFormat.Count(tests.Length)} tests "
            + "(Benjamini and Yekutieli)."
            + (isClustered ? " Patients have several rows: D uses all of them, p one row of each patient, drawn at "
            + "random." : string.Empty));
        if (tests.Length <= Shown)
        {
            writer.Table(Table("Score distributions between groups", tests));
            return;
        }

        writer.Table(Table("The largest differences of score distributions",
            [.. tests.OrderByDescending(test => test.Distance).Take(Shown)]));
        writer.FoldedTable($"All pairs of groups and strata ({NumberFormat.Count(tests.Length)})",
            Table("Score distributions between groups", tests));
    }

    private static ReportTable Table(string caption, DistributionTest[] tests)
    {
        ReportTable table = new(caption, [
            "Pair", "Attribute", "Rows", "Score", TableColumn.Number("Rows of the first"),
                TableColumn.Number("Rows of the second"),
            TableColumn.Number("D"), TableColumn.Number("p adjusted"), TableColumn.Number("p"), "Method"]);
        foreach (DistributionTest test in tests)
        {
            table.Add([
                $"{test.A} – {test.B}", test.Attribute, Stratum(test.Stratum), test.Variable,
                    TableCell.Count(test.CountA),
                TableCell.Count(test.CountB), TableCell.Number(test.Distance),
                    TableCell.Number(test.PAdjusted, NumberFormat.P(test.PAdjusted)),
                TableCell.Number(test.P, NumberFormat.P(test.P)), test.Method]);
        }

        return table;
    }

    private static string Stratum(string id) => id switch
    {
        "all" => "all",
        "label=1" => "with the condition",
        "label=0" => "without the condition",
        _ => "matched",
    };
}
