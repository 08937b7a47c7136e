using System.Globalization;
using Isonomia.Documentation;

namespace Isonomia.Reporting;

/// <summary>The sections of the catalogue's page.</summary>
internal static class CatalogueSections
{
    internal static IReadOnlyList<ReportSection> For(CatalogueStatisticsResult result) =>
    [
        new("answer", "Whose images there are", writer => Answer(result, writer)),
        new("map", "By country", writer => Map(result, writer)),
        new("people", "Against the world's people", writer => People(result, writer)),
        new("kinds", "By language, modality, organ, licence and demographics", writer => Kinds(result, writer)),
        new("rows", "Every data set", writer => Rows(result, writer)),
        new("method", "How it was counted", writer => Method(result, writer)),
    ];

    private static void Answer(CatalogueStatisticsResult result, ReportWriter writer)
    {
        CatalogueTotals totals = result.Totals;
        writer.Write($"<div class=\"answer\"><p class=\"verdict\">{totals.Statement}</p></div>");
        if (totals.Hypothesis is string hypothesis)
        {
            writer.Write($"<p class=\"note\"><strong>A hypothesis about the difference, never applied.</strong> "
                + $"{hypothesis}</p>");
        }

        if (totals.AddedDatasets > 0)
        {
            writer.Paragraph($"{NumberFormat.Count(totals.AddedDatasets)} data sets with "
                + $"{NumberFormat.Count(totals.AddedImages)} images were added by the "
                + "user. They stand in the figures below and in no published total.");
        }

        writer.List(result.Sentences);
    }

    private static void Map(CatalogueStatisticsResult result, ReportWriter writer)
    {
        writer.Lead("Only data sets from one country can be placed. Darker is more images, on a scale where each step "
            + "is ten times the one before; "
            + "a country without a data set of its own is pale, an area without data about it is hatched.");
        CountryImages[] with = [.. result.Countries.Where(country => country.Images > 0)];
        ReportTable table = new("Images by country", [
            "Country", TableColumn.Number("Data sets"), TableColumn.Number("Images"),
                TableColumn.Number("Share of single-country images"),
            TableColumn.Number("People, 2024"), TableColumn.Number("Images a million people"), "UN region",
                "Income group"]);
        foreach (CountryImages country in result.Countries)
        {
            table.Add([
                country.Name, TableCell.Count(country.Datasets), TableCell.Count(country.Images),
                Percent(result.SingleCountryImages == 0 ? null : (double)country.Images / result.SingleCountryImages),
                    TableCell.Count(country.Population),
                TableCell.Number(country.ImagesPerMillion, Short(country.ImagesPerMillion)), country.UnRegion ?? "–",
                    country.Income ?? "unclassified"]);
        }

        string[] names = ["none", .. result.Countries.OrderBy(country => country.Name, StringComparer.Ordinal)
            .Select(country => country.Name)];
        writer.Chart(new ReportChart(
            "Images of single-country data sets",
            "Choose a country to see its numbers; the same numbers are in the table below.",
            with.Length == 0
                ? "A world map on which no country has an image."
                : $"A world map. Images by country: "
                    + string.Join(
                        ", ", with.Select(country => $"{country.Name} {NumberFormat.Count(country.Images)}")) + ". "
                    + "Every other country has none.",
            WorldMap.Of(result.Countries),
            table)
        {
            Controls = [new ChartControl("Country", names)],
        });
        long all = result.SingleCountryImages + result.SeveralCountriesImages;
        writer.Chart(Bars(
            "Where the images are from",
            "Images of data sets with several countries are not broken down: nobody has said how many came from where.",
            [.. with.Select(country => (country.Name, country.Images)),
                ("Several countries, not broken down", result.SeveralCountriesImages)],
            all));
    }

    private static void People(CatalogueStatisticsResult result, ReportWriter writer)
    {
        writer.Lead("A ratio of 1 means a region's share of images is its share of people. Between 0.8 and 1.25 we "
            + "say near proportional.");
        foreach (string id in new[] { "un_region", "income", "set" })
        {
            RepresentationTable dimension = result.Dimension(id);
            ReportTable table = Table(dimension);
            writer.Chart(new ReportChart(
                dimension.Name,
                "Bars are shares of images of single-country data sets; the mark is the share of the world's people.",
                string.Join(", ", dimension.Categories.Select(c =>
                    $"{c.Name} {NumberFormat.Percent(c.Share)} of images, {NumberFormat.Percent(c.ReferenceShare)} of "
                    + $"people")),
                BarPlot.Of(
                    [.. dimension.Categories.Select(c =>
                        new BarRow(c.Name, c.Share ?? 0, null, null, c.ReferenceShare, Ratio(c)))],
                    "share of images", "share of people", isShare: true),
                table));
            Indices(writer, dimension);
        }

        writer.FoldedTable("UN subregions", Table(result.Dimension("un_subregion")));
        RepresentationTable country = result.Dimension("country");
        writer.Heading("How evenly images spread over countries");
        writer.Paragraph("The answer depends on which countries without an image are counted, so each number names "
            + "its universe.");
        Indices(writer, country, isOpen: true);
    }

    private static void Kinds(CatalogueStatisticsResult result, ReportWriter writer)
    {
        foreach (string id in new[] { "language", "modality", "organ", "license", "license_kind", "attributes",
            "model" })
        {
            RepresentationTable dimension = result.Dimension(id);
            if (dimension.Categories.Count == 0)
            {
                continue;
            }

            writer.Chart(new ReportChart(
                dimension.Name,
                $"Shares of {dimension.Denominator}."
                + (dimension.NotBrokenDown > 0 ? $" {NumberFormat.Count(dimension.NotBrokenDown)} images have no text."
                    : string.Empty),
                string.Join(", ", dimension.Categories.Select(c => $"{c.Name} {NumberFormat.Percent(c.Share)}")),
                BarPlot.Of(
                    [.. dimension.Categories.Select(c =>
                        new BarRow(c.Name, c.Share ?? 0, null, null, null,
                        $"{NumberFormat.Percent(c.Share)} · {c.Datasets} sets"))],
                    "share of images", null, isShare: true),
                Table(dimension)));
            Indices(writer, dimension);
        }
    }

    private static void Rows(CatalogueStatisticsResult result, ReportWriter writer)
    {
        ReportTable table = new("Data sets", [
            "Data set", "Model", "Language", "Region", "Modality", TableColumn.Number("Images"), "Demographics",
                "Origin", "Licence", "Doubts"]);
        foreach (CatalogueEntry entry in result.Entries)
        {
            string doubts = string.Join(" ", entry.Doubts.Select(doubt => $"{doubt.Field}: {doubt.Remark} "
                + $"({doubt.Status})."));
            table.Add([
                new TableCell(entry.IsPublished ? Markup.Text(entry.Dataset)
                    : Markup.Of($"{entry.Dataset}<small>added by the user: {entry.Source}</small>")),
                entry.Model, entry.Language ?? "–", entry.Region, entry.Modality, TableCell.Count(entry.Images),
                entry.Demographics.Count == 0 ? "none reported" : string.Join(", ", entry.Attributes), entry.Origin,
                    entry.License ?? "none reported",
                new TableCell(Markup.Of($"<small class=\"why\">{(doubts.Length == 0 ? "–" : doubts)}</small>"))]);
        }

        writer.Table(table);
    }

    private static void Method(CatalogueStatisticsResult result, ReportWriter writer)
    {
        writer.List(
        [
            .. result.Facts.Select(fact => $"{fact.Key}: {fact.Value}."),
            $"The set '{result.SetLabel}': {result.SetDefinition} \"Global South\" has no agreed membership, so the "
                + $"set is named with every number.",
            "The printed fields are never edited. Doubts about them are shown beside them.",
            "\"None reported\" is not \"none exists\".",
            "Map: Natural Earth through world-atlas; World Bank data are CC BY 4.0: The World Bank, World Bank "
                + "Country and Lending Groups, World "
            + "Development Indicators. Borders as drawn there express no opinion of ours.",
        ]);
    }

    private static ReportTable Table(RepresentationTable dimension)
    {
        bool hasReference = dimension.Categories.Any(category => category.ReferenceShare is not null);
        ReportTable table = new(dimension.Name, hasReference
            ? ["Category", TableColumn.Number("Data sets"), TableColumn.Number("Images"), TableColumn.Number("Share"),
                TableColumn.Number("Share of people"),
                TableColumn.Number("Ratio"), TableColumn.Number("log2 of the ratio"), "Reading"]
            : ["Category", TableColumn.Number("Data sets"), TableColumn.Number("Images"), TableColumn.Number("Share")]);
        foreach (RepresentationCategory category in dimension.Categories)
        {
            TableCell[] cells = [category.Name, TableCell.Count(category.Datasets), TableCell.Count(category.Images),
                Percent(category.Share)];
            table.Add(hasReference
                ? [.. cells, Percent(category.ReferenceShare), TableCell.Number(category.Ratio),
                    TableCell.Number(category.Log2Ratio), category.Reading ?? "–"]
                : cells);
        }

        return table;
    }

    private static void Indices(ReportWriter writer, RepresentationTable dimension, bool isOpen = false)
    {
        if (dimension.Indices.Count + dimension.Divergences.Count == 0)
        {
            return;
        }

        ReportTable table = new($"Indices: {dimension.Name}", [
            "Index", TableColumn.Number("Value"), "Which categories count", TableColumn.Number("How many"), "Formula"]);
        foreach (IndexValue index in dimension.Indices.Concat(dimension.Divergences))
        {
            table.Add([
                new TableCell(Markup.Of($"{index.Name}<small>{index.Id}</small>")),
                index.Value is null
                    ? new TableCell(Markup.Of($"<span class=\"undefined\">not "
                        + $"defined</span><small>{index.Undefined}</small>"))
                    : TableCell.Number(index.Value,
                        index.Value.Value.ToString("0.000000", CultureInfo.InvariantCulture)),
                index.Universe, TableCell.Count(index.Categories), index.Definition]);
        }

        if (isOpen)
        {
            writer.Table(table);
        }
        else
        {
            writer.FoldedTable($"Diversity indices: {dimension.Name}", table);
        }
    }

    private static ReportChart Bars(string title, string reading, IReadOnlyList<(string Name, long Images)> rows,
        long total)
    {
        ReportTable table = new(title, ["Origin", TableColumn.Number("Images"), TableColumn.Number("Share")]);
        foreach ((string name, long images) in rows)
        {
            table.Add([name, TableCell.Count(images), Percent(total == 0 ? null : (double)images / total)]);
        }

        return new ReportChart(
            title, reading, string.Join(", ", rows.Select(row => $"{row.Name} {NumberFormat.Count(row.Images)}")),
            BarPlot.Of(
                [.. rows.Select(row => new BarRow(row.Name, total == 0 ? 0 : (double)row.Images / total, null, null,
                    null, NumberFormat.Count(row.Images)))],
                "share of all images", null, isShare: true),
            table);
    }

    private static string Ratio(RepresentationCategory category) =>
        $"{NumberFormat.Percent(category.Share)} of images, {NumberFormat.Percent(category.ReferenceShare)} of people";

    private static TableCell Percent(double? share) => TableCell.Number(share, NumberFormat.Percent(share));

    private static string Short(double? value) => value is null ? "–"
        : value.Value.ToString(value < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
