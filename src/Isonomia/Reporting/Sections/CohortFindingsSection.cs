using Isonomia.Documentation;

namespace Isonomia.Reporting;

/// <summary>Findings by group, and what hangs together with how images were made.</summary>
internal static class CohortFindingsSection
{
    internal static void Write(CohortDocument document, ReportWriter writer)
    {
        string unit = CohortSections.Unit(document);
        writer.Lead("How often a finding is, by group. A difference here is in the data before any model; a model can "
            + "learn the group instead of the finding.");
        string[] attributes = [.. document.Attributes.Select(attribute => attribute.Name)];
        PrevalenceRow[] rows = [.. document.Prevalence.Where(row => attributes.Contains(row.Attribute))];
        string[] labels = [.. document.Labels.Select(row => row.Label)];
        if (rows.Length > 0)
        {
            (string Attribute, string Group)[] places =
                [.. rows.Where(row => row.Label == labels[0]).Select(row => (row.Attribute, row.Group))];
            ForestRow[] lines = [.. places.Select(place => new ForestRow(
                Array.IndexOf(attributes, place.Attribute), place.Group,
                    rows.First(row => row.Label == labels[0] && row.Attribute == place.Attribute
                    && row.Group == place.Group).Patients,
                place.Group == Datasets.Grouping.MissingGroup ? "m" : string.Empty))];
            ForestMetric[] metrics = [.. labels.Select((label, l) => new ForestMetric(
                $"share with {label}", 0, document.Labels[l].Share, document.Labels[l].Low, document.Labels[l].High,
                    "all",
                [.. places.Select(place =>
                {
                    PrevalenceRow row = rows.First(r => r.Label == label && r.Attribute == place.Attribute
                        && r.Group == place.Group);
                    return row.Share is double share ? new ForestValue(share, row.Low, row.High, row.Patients)
                        : (ForestValue?)null;
                })]))];
            writer.Chart(new ReportChart(
                "Share with the finding, by group", "With 95 % intervals; the line and its band are all patients "
                    + "together. A square is the group whose value is not known.",
                string.Join("; ", rows.Where(row => row.Label == labels[0])
                    .Select(row => $"{row.Attribute} {row.Group}: {NumberFormat.Percent(row.Share)}")),
                Plots.Forest(attributes, lines, metrics, attributes.Length), Table("Findings by group", rows, unit))
            {
                Controls = [new ChartControl("Finding", labels), new ChartControl("Attribute", ["all", .. attributes])],
            });
        }

        Associations(document, writer, "label_attribute", "How findings hang together with attributes", unit);
    }

    internal static void Acquisition(CohortDocument document, ReportWriter writer)
    {
        string unit = CohortSections.Unit(document);
        if (document.Acquisition.Count == 0)
        {
            writer.Paragraph("No column tells how the images were made; declare them with --acquisition (site, "
                + "scanner, view).");
            return;
        }

        writer.Lead("Where a finding comes mostly from one site or device, a model can learn the site; where a group "
            + "does, its results are the site's.");
        foreach (AttributeProfile fact in document.Acquisition)
        {
            ReportTable table = new($"Values of {fact.Name}",
                ["Value", TableColumn.Number(unit), TableColumn.Number("Images"),
                TableColumn.Interval("Share of known")]);
            foreach (GroupCount group in fact.Groups)
            {
                table.Add([group.Name, TableCell.Count(group.Patients), TableCell.Count(group.Images),
                    TableCell.Interval(group.Share, group.Low, group.High, null, "no known value")]);
            }

            table.Add("total", ["(not known)", TableCell.Count(fact.MissingPatients),
                TableCell.Count(fact.MissingImages), new TableCell(Markup.Text("–"))]);
            GroupCount[] shown = [.. fact.Groups.OrderByDescending(group => group.Patients).Take(15)];
            writer.Chart(new ReportChart(
                fact.Name, $"Shares of {unit} with a known "
                    + "value"
                    + (fact.Groups.Count > shown.Length
                        ? $"; the {shown.Length} most frequent of {fact.Groups.Count}."
                        : "."),
                string.Join(", ", shown.Select(group => $"{group.Name} {NumberFormat.Percent(group.Share)}")),
                BarPlot.Of(
                    [.. shown.Select(group =>
                        new BarRow(group.Name, group.Share ?? 0, group.Low, group.High, null,
                        $"{NumberFormat.Percent(group.Share)} · {NumberFormat.Count(group.Patients)}"))],
                    "share of known", null, isShare: true),
                table));
        }

        Associations(document, writer, "label_acquisition", "How findings hang together with how images were made",
            unit);
        Associations(document, writer, "attribute_acquisition",
            "How attributes hang together with how images were made", unit);
        string[] facts = [.. document.Acquisition.Select(fact => fact.Name)];
        PrevalenceRow[] rows = [.. document.Prevalence.Where(row => facts.Contains(row.Attribute))];
        if (rows.Length > 0)
        {
            writer.FoldedTable("Findings by how images were made",
                Table("Findings by how images were made", rows, unit));
        }
    }

    private static void Associations(CohortDocument document, ReportWriter writer, string kind, string title,
        string unit)
    {
        AssociationRow[] rows = [.. document.Associations.Where(row => row.Kind == kind)
            .OrderByDescending(row => row.CramersV ?? -1)];
        if (rows.Length == 0)
        {
            return;
        }

        bool hasAuroc = rows.Any(row => row.Auroc is not null);
        ReportTable table = new(title, [
            "First", "Second", TableColumn.Number("Cramér's V"), TableColumn.Number("p, adjusted"), .. hasAuroc
                ? [TableColumn.Number("AUROC of the second alone")] : Array.Empty<TableColumn>(),
            "Severity", "Test", TableColumn.Number(unit)]);
        foreach (AssociationRow row in rows)
        {
            table.Add(row.Severity == "none" ? null : "differs", [
                row.First, row.Second, TableCell.Number(row.CramersV), TableCell.Number(row.Q, NumberFormat.P(row.Q)),
                    .. hasAuroc ? [TableCell.Number(row.Auroc)] : Array.Empty<TableCell>(),
                row.Severity, row.Test, TableCell.Count(row.Patients)]);
        }

        writer.Heading(title);
        writer.Paragraph("Cramér's V runs from 0 to 1; from 0.3 we say major. AUROC is how well the second alone "
            + "tells the first: 0.5 not at all, from 0.7 major, from 0.9 it blocks claims about new sites.");
        writer.Table(table);
    }

    private static ReportTable Table(string title, IReadOnlyList<PrevalenceRow> rows, string unit)
    {
        ReportTable table = new(title,
            ["Finding", "Attribute or fact", "Group", TableColumn.Number($"{unit} with a known label"),
            TableColumn.Number("With the finding"), TableColumn.Interval("Share")]);
        foreach (PrevalenceRow row in rows)
        {
            table.Add([
                row.Label, row.Attribute, row.Group, TableCell.Count(row.Patients), TableCell.Count(row.Positives),
                    TableCell.Interval(row.Share, row.Low, row.High, null, "no known label")]);
        }

        return table;
    }
}
