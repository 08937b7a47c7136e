using System.CommandLine;
using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Documentation;
using Isonomia.Reporting;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia datasets stats</c>: totals, representation along every dimension, and a page with the world
/// map.</summary>
internal static class DatasetsStatsCommand
{
    internal static Command Create()
    {
        CatalogueOptions options = new();
        Option<bool> json = new("--json") { Description = "Machine-readable output." };
        Option<string?> output = new("--out") { Description =
            "A folder for datasets.html (with the world map), datasets.json and datasets.csv." };
        Option<string> set = new("--set")
        {
            Description = $"The set of countries that 'Global South' means: "
                + $"{string.Join(", ", RegionSet.All.Select(known => known.Id))}.",
            DefaultValueFactory = _ => RegionSet.Default.Id,
        };
        Command command = new("stats", "Counts images by country, region, income group, language, modality, organ, "
            + "licence and recorded demographics.")
        {
            json, output, set,
        };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            DatasetCatalogue catalogue = options.Filtered(parsed, cancellation);
            CatalogueStatisticsResult result = CatalogueStatistics.Run(
                new CatalogueStatisticsRequest(catalogue) { Set = parsed.GetRequiredValue(set) });
            if (parsed.GetValue(json))
            {
                Console.Write(DocumentationJson.Serialize(result));
            }
            else
            {
                Print(result);
            }

            if (parsed.GetValue(output) is string folder)
            {
                Directory.CreateDirectory(folder);
                AtomicFile.WriteText(Path.Combine(folder, "datasets.json"), DocumentationJson.Serialize(result));
                AtomicFile.WriteText(Path.Combine(folder, "datasets.csv"), catalogue.ToCsv());
                string page = Path.Combine(folder, "datasets.html");
                CatalogueReport.Write(result, page);
                if (!parsed.GetValue(json))
                {
                    Console.WriteLine(page);
                }
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Print(CatalogueStatisticsResult result)
    {
        Console.WriteLine(result.Totals.Statement);
        if (result.Totals.Hypothesis is string hypothesis)
        {
            Console.WriteLine($"Hypothesis, never applied: {hypothesis}");
        }

        foreach (string sentence in result.Sentences)
        {
            Console.WriteLine(sentence);
        }

        Console.WriteLine($"'{result.SetLabel}': {result.SetDefinition}");
        foreach (RepresentationTable dimension in result.Dimensions)
        {
            Print(dimension);
        }
    }

    private static void Print(RepresentationTable dimension)
    {
        bool hasReference = dimension.Categories.Any(category => category.ReferenceShare is not null);
        Table table = new Table().Border(TableBorder.Simple)
            .Title($"{Markup.Escape(dimension.Name)}: share of {dimension.Denominator}");
        table.AddColumn(string.Empty).AddColumn("sets").AddColumn("images").AddColumn("share");
        if (hasReference)
        {
            table.AddColumn("people").AddColumn("ratio").AddColumn(string.Empty);
        }

        foreach (RepresentationCategory category in dimension.Categories)
        {
            List<string> cells =
            [
                Markup.Escape(category.Name), category.Datasets.ToString(CultureInfo.InvariantCulture),
                category.Images.ToString("N0", CultureInfo.InvariantCulture), Percent(category.Share),
            ];
            if (hasReference)
            {
                cells.AddRange([
                    Percent(category.ReferenceShare), category.Ratio?.ToString("0.000", CultureInfo.InvariantCulture)
                        ?? "–", category.Reading ?? string.Empty]);
            }

            table.AddRow([.. cells]);
        }

        if (dimension.NotBrokenDown > 0)
        {
            table.Caption($"not broken down: {dimension.NotBrokenDown.ToString("N0", CultureInfo.InvariantCulture)} "
                + $"images");
        }

        Terminal.Output.Write(table);
        foreach (IndexValue index in dimension.Indices.Concat(dimension.Divergences))
        {
            string value = index.Value?.ToString("0.000000", CultureInfo.InvariantCulture)
                ?? $"undefined: {index.Undefined}";
            Console.WriteLine($"  {index.Id,-20} {value,12}  over {index.Categories} categories ({index.Universe})");
        }
    }

    private static string Percent(double? share) => share is null ? "–" : (100 * share.Value)
        .ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
