using System.Text.Json;
using Isonomia.Fairness;

namespace Isonomia.Documentation;

/// <summary>The machine-readable form of this module's results, by the conventions of every result (see <see cref="AuditJson"/>).</summary>
public static class DocumentationJson
{
    /// <summary>Writes the rows of a catalogue with identifiers, relations and doubts.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <returns>The JSON text, ending with a line feed.</returns>
    public static string Serialize(DatasetCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return Write(new { Schema = "isonomia.catalogue/1", catalogue.Totals, catalogue.Entries });
    }

    /// <summary>Writes one row.</summary>
    /// <param name="entry">The row.</param>
    /// <returns>The JSON text, ending with a line feed.</returns>
    public static string Serialize(CatalogueEntry entry) => Write(entry);

    /// <summary>Writes the statistics of a catalogue: schema <c>isonomia.datasets/1</c>.</summary>
    /// <param name="result">The statistics.</param>
    /// <returns>The JSON text, ending with a line feed; the same result gives the same bytes.</returns>
    public static string Serialize(CatalogueStatisticsResult result) => Write(result);

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, AuditJson.Options) + "\n";
}
