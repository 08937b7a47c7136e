using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Isonomia.Fairness;

namespace Isonomia.Documentation;

/// <summary>The machine-readable form of this module's results, by the conventions of every result (see <see
/// cref="AuditJson"/>).</summary>
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

    /// <summary>Writes a validation report with the place of every issue: schema
    /// <c>isonomia.croissant_report/1</c>.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The JSON text, ending with a line feed.</returns>
    public static string Serialize(CroissantReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Write(new { Schema = "isonomia.croissant_report/1", Version = Name(report.Version), report.IsValid,
            report.Issues, report.Text });
    }

    /// <summary>Writes what a Croissant file says: schema <c>isonomia.croissant/1</c>.</summary>
    /// <param name="summary">The summary.</param>
    /// <returns>The JSON text, ending with a line feed.</returns>
    public static string Serialize(CroissantSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return Write(new
        {
            Schema = "isonomia.croissant/1",
            Version = Name(summary.Version),
            summary.Name,
            summary.Description,
            summary.Licenses,
            summary.Url,
            summary.CiteAs,
            summary.DataVersion,
            summary.Files,
            summary.RecordSets,
            summary.ResponsibleAi,
        });
    }

    /// <summary>Writes a documented cohort: schema <c>isonomia.cohort_document/1</c>.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The JSON text, ending with a line feed; the same document gives the same bytes.</returns>
    public static string Serialize(CohortDocument document) => Write(document);

    /// <summary>Gives the JSON schema of a documented cohort, as committed in
    /// <c>docs/schemas/cohort_document-1.schema.json</c>.</summary>
    /// <returns>The schema.</returns>
    public static JsonNode Schema()
    {
        JsonObject root = AuditJson.Options.GetJsonSchemaAsNode(typeof(CohortDocument), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = AuditJson.AllowAbsentNulls,
        }).AsObject();
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "isonomia.cohort_document/1");
        return root;
    }

    private static string Name(CroissantVersion version) => version switch
    {
        CroissantVersion.V08 => "0.8",
        CroissantVersion.V10 => "1.0",
        _ => "1.1",
    };

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, AuditJson.Options) + "\n";
}
