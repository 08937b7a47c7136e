using System.CommandLine;
using System.Globalization;
using Isonomia.Documentation;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia datasets list</c>: the rows that meet a filter, with both totals.</summary>
internal static class DatasetsListCommand
{
    internal static Command Create()
    {
        CatalogueOptions options = new();
        Option<bool> json = new("--json") { Description =
            "Machine-readable output with identifiers, relations and doubts." };
        Option<bool> csv = new("--csv") { Description = "The nine printed fields as comma-separated text." };
        Command command = new("list", "Lists the data sets that meet a filter.") { json, csv };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
            Task.FromResult(Run(options, parsed, parsed.GetValue(json), parsed.GetValue(csv), cancellation)));
        return command;
    }

    private static int Run(CatalogueOptions options, ParseResult parsed, bool json, bool csv,
        CancellationToken cancellation)
    {
        DatasetCatalogue catalogue = options.Filtered(parsed, cancellation);
        if (json)
        {
            Console.Write(DocumentationJson.Serialize(catalogue));
        }
        else if (csv)
        {
            Console.Write(catalogue.ToCsv());
        }
        else
        {
            Print(catalogue);
        }

        return ExitCode.Success;
    }

    private static void Print(DatasetCatalogue catalogue)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in new[] { "data set", "model", "language", "region", "modality", "images",
            "demographics", "origin", "licence", string.Empty })
        {
            table.AddColumn(column);
        }

        table.Columns[5].Alignment = Justify.Right;
        foreach (CatalogueEntry entry in catalogue.Entries)
        {
            string marks = (entry.Doubts.Count > 0 ? "?" : string.Empty) + (entry.IsPublished ? string.Empty : "+");
            table.AddRow(
                Markup.Escape(entry.Dataset), entry.Model, Markup.Escape(entry.Language ?? "–"),
                    Markup.Escape(entry.Region), Markup.Escape(entry.Modality),
                entry.Images.ToString("N0", CultureInfo.InvariantCulture), entry.Demographics.Count == 0 ? "–"
                    : string.Join(", ", entry.Demographics),
                Markup.Escape(entry.Origin), Markup.Escape(entry.License ?? "–"), marks);
        }

        Terminal.Output.Write(table);
        TextWriter output = Console.Out;
        CatalogueTotals totals = catalogue.Totals;
        output.WriteLine(totals.Statement);
        if (totals.AddedDatasets > 0)
        {
            output.WriteLine($"+ marks {totals.AddedDatasets} added by you with {totals.AddedImages:N0} images, "
                + $"counted in no published total.");
        }

        output.WriteLine("? marks a doubt about a printed cell; 'isonomia datasets show NAME' says which. Letters: A "
            + "age, R race, S sex, N nationality, E ethnicity.");
    }
}
