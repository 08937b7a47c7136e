using System.CommandLine;
using System.Globalization;
using Isonomia.Documentation;

namespace Isonomia.Cli;

/// <summary><c>isonomia datasets show</c>: one data set with its doubts, relations and what its licence
/// allows.</summary>
internal static class DatasetsShowCommand
{
    internal static Command Create()
    {
        CatalogueOptions options = new();
        Argument<string> name = new("NAME") { Description = "The name or id of a data set." };
        Option<bool> json = new("--json") { Description = "Machine-readable output." };
        Command command = new("show",
            "Shows one data set: what is printed, what is doubtful, what its licence allows.") { name, json };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            CatalogueEntry entry = options.Whole(parsed, cancellation).Find(parsed.GetRequiredValue(name));
            if (parsed.GetValue(json))
            {
                Console.Write(DocumentationJson.Serialize(entry));
            }
            else
            {
                Print(entry, Console.Out);
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Print(CatalogueEntry entry, TextWriter output)
    {
        void Line(string name, string? value) => output.WriteLine($"{name,-14}{value ?? "not reported"}");
        Line("data set", entry.Dataset);
        Line("id", entry.Id);
        Line("model", entry.Model);
        Line("language", entry.Language ?? "no text");
        Line("region", entry.Region);
        Line("modality", entry.Modality);
        Line("images", entry.Images.ToString("N0", CultureInfo.InvariantCulture));
        Line("demographics", entry.Demographics.Count == 0 ? "none reported" : string.Join(", ", entry.Attributes));
        Country? country = CountryTable.Find(entry.OriginAlpha3);
        Line("origin", country is null ? entry.Origin
            : $"{entry.Origin} ({country.UnSubregion}; income group {country.Income ?? "unclassified"})");
        License? license = License.Find(entry.License);
        Line("licence", entry.License is null ? null : $"{entry.License} ({entry.LicenseId})");
        if (license is not null)
        {
            Line("  allows", $"commercial use {license.Commercial}, adapting {license.Derivatives}, passing on "
                + $"{license.Redistribution}; "
                + $"clinical use {license.ClinicalUse.Replace('_', ' ')}; access {license.Access}. {license.Remark}");
        }

        Line("source", entry.Source);
        Line("identifier", entry.Identifier);
        foreach (CatalogueRelation relation in entry.Relations)
        {
            Line("relation", $"{relation.Kind.Replace('_', ' ')} {relation.Target} ({relation.Confidence}): "
                + $"{relation.Basis}");
        }

        foreach (CatalogueDoubt doubt in entry.Doubts)
        {
            Line("doubt", $"{doubt.Field}: {doubt.Remark} [{doubt.Status}]");
        }
    }
}
