using System.CommandLine;
using Isonomia.Documentation;

namespace Isonomia.Cli;

/// <summary><c>isonomia datasets add</c>: checks rows of a user and puts them into the user's own catalogue
/// file.</summary>
internal static class DatasetsAddCommand
{
    internal static Command Create()
    {
        Argument<string> rows = new("ROWS")
        {
            Description = "A table with the columns dataset, model, language, region, modality, images, demographics, "
                + "origin, license, source, date.",
        };
        Option<string> catalogue = new("--catalogue") { Description =
            "Your catalogue file; it is made where it is absent.", Required = true };
        Command command = new("add", "Adds rows to a catalogue file of your own; the published 24 rows are never "
            + "changed.") { rows, catalogue };
        command.SetAction((parsed, cancellation) =>
        {
            string path = parsed.GetRequiredValue(catalogue);
            IReadOnlyList<CatalogueEntry> known = File.Exists(path) ? CatalogueFile.Read(path, cancellation) : [];
            IReadOnlyList<CatalogueEntry> added = CatalogueFile.Read(parsed.GetRequiredValue(rows), cancellation);
            DatasetCatalogue all = DatasetCatalogue.Published.With([.. known, .. added]);
            CatalogueFile.Write([.. all.Entries.Where(entry => !entry.IsPublished)], path);
            Console.WriteLine($"{added.Count} added; '{path}' now has {all.Totals.AddedDatasets} data sets with "
                + $"{all.Totals.AddedImages:N0} images.");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
