using System.Text.Json.Nodes;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>Where pictures lie along the principal modes of the embeddings, and which groups lie apart there.</summary>
internal static class EmbeddingMapSection
{
    private const int ShownTests = 60;

    internal static ReportSection? For(StudyResult study) => study.Maps.Count == 0
        ? null
        : new("embeddings", "What the embeddings tell apart", writer => Write(study, writer));

    private static void Write(StudyResult study, ReportWriter writer)
    {
        writer.Lead(
            "Each point is a picture, placed by the two directions along which the model's embeddings vary most. "
                + "Groups that lie "
            + "apart can be told from the embedding alone. That is no disparity by itself, but a probe can use it.");
        foreach ((string model, EmbeddingMap map) in study.Maps)
        {
            EmbeddingInspectionResult inspection = study.Leakages[model].Inspection;
            writer.Chart(Map(model, map, inspection));
            writer.FoldedTable("Tests between groups, mode by mode", Tests(model, inspection));
            foreach (MatchedModes matched in inspection.Matched.Where(matched => matched.Undefined is null))
            {
                int told = matched.Tests.Count(test => test.PAdjusted < 0.05);
                writer.Paragraph(
                    $"{matched.Attribute}, with equal shares of {matched.Held}: {told} of {matched.Tests.Count} tests "
                        + $"tell groups apart "
                    + $"({NumberFormat.Count(matched.RowCount)} pictures).");
            }
        }
    }

    private static ReportChart Map(string model, EmbeddingMap map, EmbeddingInspectionResult inspection)
    {
        string[] names = [.. inspection.Modes.Take(2).Select(mode =>
            $"mode {mode.Mode} ({NumberFormat.Percent(mode.Share)} of the variance)")];
        string shown = map.X.Count < map.RowCount
            ? $" {NumberFormat.Count(map.X.Count)} of {NumberFormat.Count(map.RowCount)} pictures are shown, drawn at "
                + $"random."
            : string.Empty;
        ReportTable table = new($"Mean places of groups, {model}", [
            "Group", "Attribute", TableColumn.Number("Pictures"), TableColumn.Number("Mode 1"),
            TableColumn.Number("Mode 2"),
            TableColumn.Number("Largest distance D of a test"), TableColumn.Number("Adjusted p of that test")]);
        foreach (EmbeddingCenter center in map.Centers)
        {
            ModeTest? test = inspection.Tests
                .Where(
                    test =>
                        test.Attribute == center.Attribute
                            && (test.First == center.Group || test.Second == center.Group))
                .MaxBy(test => test.Distance ?? -1);
            table.Add([
                center.Group, center.Attribute, TableCell.Count(center.Count), TableCell.Number(center.X),
                TableCell.Number(center.Y),
                TableCell.Number(test?.Distance), TableCell.Number(test?.PAdjusted, NumberFormat.P(test?.PAdjusted))]);
        }

        string apart = string.Join("; ", inspection.Tests.GroupBy(test => test.Attribute).Select(tests =>
            $"{tests.Key}: largest distance {NumberFormat.Value(tests.Max(test => test.Distance))}"));
        return new ReportChart(
            $"Embeddings of {model}",
            $"Choose the attribute that colors the points; large marks are group means.{shown}",
            $"Principal modes of the embeddings. {apart}.",
            Plot(map, names),
            table)
        {
            Controls = [new ChartControl("Attribute", [.. map.Groupings.Select(grouping => grouping.Attribute)])],
        };
    }

    private static JsonObject Plot(EmbeddingMap map, string[] names) => new()
    {
        ["kind"] = "scatter",
        ["names"] = Plots.Strings(names.Length == 2 ? names : [names[0], string.Empty]),
        ["x"] = Plots.Numbers([.. map.X.Select(x => (double?)x)]),
        ["y"] = Plots.Numbers([.. map.Y.Select(y => (double?)y)]),
        ["groupings"] = new JsonArray([.. map.Groupings.Select(grouping => new JsonObject
        {
            ["groups"] = Plots.Strings(grouping.Groups),
            ["codes"] = new JsonArray([.. grouping.Codes.Select(code => (JsonNode)code)]),
        })]),
        ["centers"] = new JsonArray([.. map.Centers.Select(center =>
        {
            int attribute = map.Groupings.ToList().FindIndex(grouping => grouping.Attribute == center.Attribute);
            return new JsonObject
            {
                ["a"] = attribute,
                ["k"] = map.Groupings[attribute].Groups.ToList().IndexOf(center.Group),
                ["n"] = center.Group,
                ["x"] = Plots.Number(center.X),
                ["y"] = Plots.Number(center.Y),
            };
        })]),
    };

    private static ReportTable Tests(string model, EmbeddingInspectionResult inspection)
    {
        ReportTable table = new($"Kolmogorov–Smirnov tests, {model}", [
            "Groups", "Attribute", TableColumn.Number("Mode"), TableColumn.Number("Distance D"),
            TableColumn.Number("p"),
            TableColumn.Number("Adjusted p"), TableColumn.Number("Rows of the first"),
            TableColumn.Number("Rows of the second")]);
        foreach (ModeTest test in inspection.Tests.OrderByDescending(test => test.Distance ?? -1).Take(ShownTests))
        {
            table.Add([
                $"{test.First} – {test.Second}", test.Attribute, TableCell.Count(test.Mode),
                TableCell.Number(test.Distance),
                TableCell.Number(test.P, NumberFormat.P(test.P)),
                TableCell.Number(test.PAdjusted, NumberFormat.P(test.PAdjusted)),
                TableCell.Count(test.FirstCount), TableCell.Count(test.SecondCount)]);
        }

        return table;
    }
}
