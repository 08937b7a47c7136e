using System.Text.Json.Nodes;
using Isonomia.Documentation;

namespace Isonomia.Reporting;

/// <summary>Composition: groups, crossings, against a reference.</summary>
internal static class CohortPeopleSection
{
    internal static void Write(CohortDocument document, ReportWriter writer)
    {
        string unit = CohortSections.Unit(document);
        if (document.Attributes.Count == 0)
        {
            writer.Paragraph("No sensitive attribute was declared (--attribute).");
        }

        foreach (AttributeProfile attribute in document.Attributes)
        {
            Group(attribute, document, unit, writer);
        }

        Burdens(document, unit, writer);
        Crossings(document, unit, writer);
        if (document.Splits.Count > 0)
        {
            ReportTable table = new("Splits", ["Split", TableColumn.Number(unit), TableColumn.Number("Images")]);
            foreach (SplitCount split in document.Splits)
            {
                table.Add([split.Name, TableCell.Count(split.Patients), TableCell.Count(split.Images)]);
            }

            writer.Heading("Splits");
            writer.Table(table);
        }
    }

    internal static void Group(AttributeProfile attribute, CohortDocument document, string unit, ReportWriter writer)
    {
        ReferenceComparison? reference =
            document.References.FirstOrDefault(comparison => comparison.Attribute == attribute.Name);
        ReportTable table = new($"Groups of {attribute.Name}", [
            "Group", TableColumn.Number(unit), TableColumn.Number("Images"), TableColumn.Interval("Share of known"),
                "Bounds, all values known", TableColumn.Number("Share in the reference"),
            TableColumn.Number("Ratio")]);
        foreach (GroupCount group in attribute.Groups)
        {
            ReferenceRow? row = reference?.Rows.FirstOrDefault(r => r.Group == group.Name);
            table.Add([
                group.Name, TableCell.Count(group.Patients), TableCell.Count(group.Images),
                    TableCell.Interval(group.Share, group.Low, group.High, null, "no known value"),
                $"{NumberFormat.Percent(group.BoundLow)} to {NumberFormat.Percent(group.BoundHigh)}",
                    TableCell.Number(row?.ReferenceShare), TableCell.Number(row?.Ratio)]);
        }

        table.Add("total", [
            "(not known)", TableCell.Count(attribute.MissingPatients), TableCell.Count(attribute.MissingImages),
                new TableCell(Markup.Text("–")), "–",
            TableCell.Number(null), TableCell.Number(null)]);
        writer.Chart(new ReportChart(
            attribute.Name,
            $"Shares of {unit} with a known value, with 95 % intervals. Known for "
                + $"{NumberFormat.Percent(attribute.Recorded)} "
            + $"({NumberFormat.Percent(attribute.RecordedLow)} to {NumberFormat.Percent(attribute.RecordedHigh)}); "
                + $"how obtained: {attribute.Provenance}."
            + (reference is null ? string.Empty : $" The mark is the share in {reference.Reference} "
                + $"({reference.Test}, p {NumberFormat.P(reference.P)})."),
            string.Join(", ", attribute.Groups.Select(group => $"{group.Name} {NumberFormat.Percent(group.Share)}"))
                + $"; not known {NumberFormat.Count(attribute.MissingPatients)}.",
            BarPlot.Of(
                [
                    .. attribute.Groups.Select(group => new BarRow(
                        group.Name, group.Share ?? 0, group.Low, group.High,
                            reference?.Rows.FirstOrDefault(r => r.Group == group.Name)?.ReferenceShare,
                        $"{NumberFormat.Percent(group.Share)} · {NumberFormat.Count(group.Patients)}")),
                ],
                "share of known", reference is null ? null : "reference", isShare: true),
            table));
        string[] facts = [.. Facts(attribute, reference)];
        if (facts.Length > 0)
        {
            writer.List(facts);
        }

        if (attribute.Indices.Count > 0)
        {
            ReportTable indices = new($"Diversity of {attribute.Name}",
                ["Index", TableColumn.Number("Value"), "Which categories count", TableColumn.Number("How many"),
                "Formula"]);
            foreach (IndexValue index in attribute.Indices)
            {
                indices.Add([index.Name, TableCell.Number(index.Value), index.Universe,
                    TableCell.Count(index.Categories), index.Definition]);
            }

            writer.FoldedTable($"Diversity indices: {attribute.Name}", indices);
        }
    }

    private static void Burdens(CohortDocument document, string unit, ReportWriter writer)
    {
        if (document.Burdens.Count == 0)
        {
            return;
        }

        writer.Heading("Against the people who are ill");
        writer.Paragraph("Participation to prevalence: the share of a group here over its share among the ill; 0.8 to "
            + "1.2 is called adequate.");
        foreach (BurdenComparison burden in document.Burdens)
        {
            ReportTable table = new($"{burden.Condition}: {burden.Attribute} of {burden.Among} ({burden.Reference})", [
                "Group", TableColumn.Number(unit), TableColumn.Interval("Share here"),
                    TableColumn.Number("Share of the ill"), TableColumn.Number("Participation to prevalence"),
                    "Reading"]);
            foreach (ReferenceRow row in burden.Rows)
            {
                table.Add([
                    row.Group, TableCell.Count(row.Patients),
                        TableCell.Interval(row.Share, row.Low, row.High, null, "nobody"),
                    TableCell.Number(row.ReferenceShare), TableCell.Number(row.Ratio),
                        BurdenComparison.Reading(row.Ratio)]);
            }

            writer.Table(table);
            string[] unmapped = [.. burden.NotInReference.Concat(burden.NotInCohort)];
            if (unmapped.Length > 0)
            {
                writer.Paragraph($"Not mapped: {string.Join(", ", unmapped)}.");
            }
        }
    }

    private static IEnumerable<string> Facts(AttributeProfile attribute, ReferenceComparison? reference)
    {
        if (attribute.InconsistentPatients > 0)
        {
            yield return $"{NumberFormat.Count(attribute.InconsistentPatients)} patients have several values over "
                + $"their images (for age that can be right).";
        }

        if (attribute.RefusedImages > 0)
        {
            yield return $"On {NumberFormat.Count(attribute.RefusedImages)} images the person declined to say.";
        }

        if (attribute.TopCodedImages > 0)
        {
            yield return $"{NumberFormat.Count(attribute.TopCodedImages)} images say 'this age or older'.";
        }

        if (attribute.Whipple is double whipple)
        {
            string word = whipple switch { < 105 => "good", < 110 => "fair", < 125 => "approximate", < 175 => "rough",
                _ => "very rough: ages were rounded" };
            yield return $"Whipple's index of ages ending in 0 or 5 is "
                + $"{whipple.ToString("0", System.Globalization.CultureInfo.InvariantCulture)}: {word}.";
        }

        if (attribute.Numbers is { } numbers)
        {
            yield return $"Numbers: {NumberFormat.Value(numbers.Minimum)} to {NumberFormat.Value(numbers.Maximum)}, "
                + $"mean {NumberFormat.Value(numbers.Mean)}, median {NumberFormat.Value(numbers.Median)}.";
        }

        if (reference is { NotInCohort.Count: > 0 } or { NotInReference.Count: > 0 })
        {
            yield return $"Not mapped: {string.Join(", ", reference.NotInReference.Concat(reference.NotInCohort))}.";
        }
    }

    private static void Crossings(CohortDocument document, string unit, ReportWriter writer)
    {
        string[] pairs = [.. document.Intersections.Select(cell => cell.Attributes).Distinct()];
        if (pairs.Length == 0)
        {
            return;
        }

        ReportTable table = new("Crossings", [
            "Crossing", "First", "Second", TableColumn.Number(unit), TableColumn.Number("Images"),
                TableColumn.Interval("Share"), TableColumn.Number("With the first finding")]);
        Dictionary<string, HeatMap> maps = new(StringComparer.Ordinal);
        for (int p = 0; p < pairs.Length; p++)
        {
            IntersectionCell[] cells = [.. document.Intersections.Where(cell => cell.Attributes == pairs[p])];
            string[] rows = [.. cells.Select(cell => cell.First).Distinct()];
            string[] columns = [.. cells.Select(cell => cell.Second).Distinct()];
            maps[p.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new HeatMap(
                rows, columns, pairs[p].Split(" × ")[0], pairs[p].Split(" × ")[1], 1,
                [.. cells.Select(cell => new HeatCell(Array.IndexOf(rows, cell.First),
                    Array.IndexOf(columns, cell.Second), cell.Share, cell.Patients, cell.Patients < 30 ? "u"
                    : string.Empty))]);
            foreach (IntersectionCell cell in cells)
            {
                table.Add([
                    pairs[p], cell.First, cell.Second, TableCell.Count(cell.Patients), TableCell.Count(cell.Images),
                    TableCell.Interval(cell.Share, cell.Low, cell.High, null, "nobody has both"),
                        TableCell.Count(cell.Positives)]);
            }
        }

        JsonObject plot = Plots.Heat(maps);
        writer.Heading("Crossings of two attributes");
        writer.Chart(new ReportChart(
            "Who is in the crossings", $"Shares of {unit} with both attributes known. Stronger is fewer; hatched "
                + $"cells have under 30, too few to judge.",
            $"A table of shares for {string.Join(", ", pairs)}.", plot, table)
        {
            Controls = [new ChartControl("Crossing", pairs)],
        });
    }
}
