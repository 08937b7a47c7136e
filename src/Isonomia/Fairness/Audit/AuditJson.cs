using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>The machine-readable form of an audit: <c>audit.json</c>, schema <c>isonomia.audit/1</c>.</summary>
/// <remarks>Names are snake_case, numbers have full (round-trip) precision, absent values are left out, and infinities
/// are the strings <c>"Infinity"</c> and <c>"-Infinity"</c>.</remarks>
public static class AuditJson
{
    /// <summary>The conventions of every result that is written for machines.</summary>
    internal static readonly JsonSerializerOptions Options = ResultJson.Options;

    /// <summary>Writes an audit as text.</summary>
    /// <param name="result">The audit.</param>
    /// <returns>The JSON text, ending with a line feed; the same result gives the same bytes.</returns>
    public static string Serialize(AuditResult result) => JsonSerializer.Serialize(result, Options) + "\n";

    /// <summary>Reads an audit.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The audit.</returns>
    /// <exception cref="JsonException">The text is not an audit.</exception>
    public static AuditResult Deserialize(string json) =>
        JsonSerializer.Deserialize<AuditResult>(json, Options)
        ?? throw new JsonException("The text is the JSON value null; expected an audit.");

    /// <summary>Gives the JSON schema of the form, as committed in <c>docs/schemas/audit-1.schema.json</c>.</summary>
    /// <returns>The schema.</returns>
    public static JsonNode Schema()
    {
        JsonObject root = Options.GetJsonSchemaAsNode(typeof(AuditResult), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = AllowAbsentNulls,
        }).AsObject();
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "isonomia.audit/1");
        return root;
    }

    /// <summary>A property that may be null is left out where it is, so that it cannot be required.</summary>
    internal static JsonNode AllowAbsentNulls(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object
            && node is JsonObject schema
            && schema["required"] is JsonArray required)
        {
            HashSet<string> nullable =
            [
                .. context.TypeInfo.Properties
                    .Where(
                        property =>
                            property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)
                    .Select(property => property.Name),
            ];
            schema["required"] = new JsonArray(
                [
                    .. required.Select(name => (string)name!)
                    .Where(name => !nullable.Contains(name))
                    .Select(name => JsonValue.Create(name))]);
        }

        return node;
    }
}
