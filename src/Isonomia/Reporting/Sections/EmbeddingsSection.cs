using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>What the leading modes of the embeddings tell about groups.</summary>
internal static class EmbeddingsSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Audit.Embeddings is null
        ? null
        : new("embeddings", "What the embeddings tell apart", writer => Write(reading.Audit.Embeddings, writer));

    private static void Write(EmbeddingInspectionResult found, ReportWriter writer)
    {
        writer.Lead(
            $"The {found.Modes.Count} leading modes of {NumberFormat.Count(found.RowCount)} embeddings of "
            + $"{found.Width} numbers, compared between "
            + "labels and between groups. A mode that tells groups apart may carry the disease they differ in, or "
            + "the group itself; "
            + "that is not by itself a disparity of results.");
        foreach (AuditFlag flag in found.Flags)
        {
            writer.Paragraph(flag.Sentence);
        }

        writer.Table(Table("Modes between labels and groups (Kolmogorov–Smirnov, adjusted by Benjamini and "
            + "Yekutieli over all of them)", found, found.Tests));
        foreach (MatchedModes matched in found.Matched)
        {
            if (matched.Undefined is null)
            {
                writer.FoldedTable(
                    $"{matched.Attribute} with the same mix of {matched.Held} "
                    + $"({NumberFormat.Count(matched.RowCount)} rows)",
                    Table($"Modes by {matched.Attribute}, the mix of {matched.Held} held equal", found, matched.Tests));
            }
            else
            {
                writer.Paragraph($"{matched.Attribute} could not be matched by {matched.Held}: "
                    + $"{Wording.Reason(matched.Undefined)}.");
            }
        }
    }

    private static ReportTable Table(string caption, EmbeddingInspectionResult found, IReadOnlyList<ModeTest> tests)
    {
        ReportTable table = new(caption, [
            "Pair", "Attribute", "Mode", TableColumn.Number("Share of variance"),
                TableColumn.Number("Rows of the first"),
            TableColumn.Number("Rows of the second"), TableColumn.Number("D"), TableColumn.Number("p adjusted"),
                TableColumn.Number("p")]);
        foreach (ModeTest test in tests)
        {
            table.Add([
                $"{test.First} – {test.Second}", test.Attribute, $"{test.Mode}",
                TableCell.Number(found.Modes.FirstOrDefault(mode => mode.Mode == test.Mode)?.Share),
                    TableCell.Count(test.FirstCount),
                TableCell.Count(test.SecondCount),
                test.Distance is null ? new TableCell(Markup.Text(Wording.Reason(test.Undefined)))
                    : TableCell.Number(test.Distance),
                TableCell.Number(test.PAdjusted, NumberFormat.P(test.PAdjusted)),
                    TableCell.Number(test.P, NumberFormat.P(test.P))]);
        }

        return table;
    }
}
