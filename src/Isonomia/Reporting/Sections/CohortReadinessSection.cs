using Isonomia.Documentation;

namespace Isonomia.Reporting;

/// <summary>What the data can support: ten dimensions, and the smallest gap an audit would find.</summary>
internal static class CohortReadinessSection
{
    private const int MostShown = 40;

    internal static void Write(CohortDocument document, ReportWriter writer)
    {
        writer.Lead("A profile, not a score: a data set can be good for one question and useless for another.");
        ReportTable profile = new("What the data can support",
            ["Dimension", TableColumn.Number("Level, 0 to 3"), "Why", "What would raise it"]);
        foreach (ReadinessDimension dimension in document.Readiness)
        {
            profile.Add([
                dimension.Id,
                Level(dimension.Level),
                new TableCell(Markup.Of($"<small class=\"why\">{dimension.Evidence}</small>")),
                    new TableCell(Markup.Of($"<small class=\"why\">{dimension.Raise}</small>"))]);
        }

        writer.Table(profile);
        if (document.Power.Count == 0)
        {
            writer.Paragraph("Without a label and an attribute nothing can be planned.");
            return;
        }

        writer.Heading("The smallest gap that would be found");
        ReportTable table = new("The smallest gap that would be found", [
            "Finding", "Attribute", "Group", "Against", TableColumn.Number("Images with it"),
                TableColumn.Number("Images without"), TableColumn.Number("Gap in sensitivity"),
            TableColumn.Number("Gap in specificity"), TableColumn.Number("Gap in AUROC"), "What that means"]);
        foreach (PowerRow row in document.Power)
        {
            table.Add([
                row.Label, row.Attribute, row.Group, row.Against, TableCell.Count(row.Positives),
                    TableCell.Count(row.Negatives), TableCell.Number(row.SensitivityGap),
                TableCell.Number(row.SpecificityGap), TableCell.Number(row.AurocGap),
                    new TableCell(Markup.Of($"<small class=\"why\">{row.Reading}</small>"))]);
        }

        string first = document.Power[0].Label;
        PowerRow[] shown = [.. document.Power.Where(row => row.Label == first && row.SensitivityGap is not null)
            .Take(MostShown)];
        if (shown.Length == 0)
        {
            writer.Table(table);
            return;
        }

        writer.Chart(new ReportChart(
            $"The smallest gap in sensitivity that would be found for '{first}'",
            (document.Power[0].Split == "all"
                ? "Counted in all images; "
                : $"Counted in the split '{document.Power[0].Split}'; ")
                + "shorter is better. A true gap smaller than the bar would probably go unnoticed.",
            string.Join(", ", shown.Select(row =>
                $"{row.Attribute} {row.Group} {NumberFormat.Value(row.SensitivityGap)}")),
            BarPlot.Of(
                [.. shown.Select(row => new BarRow($"{row.Attribute}: {row.Group}",
                    Math.Min(1, row.SensitivityGap!.Value), null, null, 0.1,
                    $"{(row.SensitivityGap > 1 ? "over 1" : NumberFormat.Value(row.SensitivityGap))} · "
                    + $"{NumberFormat.Count(row.Positives)} with it"))],
                "smallest gap found", "0.10", isShare: false),
            table));
    }

    private static TableCell Level(int level)
    {
        string width = (level * 100 / 3).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new TableCell(Markup.Of(
            $"<span class=\"meter\" aria-hidden=\"true\"><span style=\"width:{new Markup(width)}%\"></span></span>"
            + $"{level}"));
    }
}
