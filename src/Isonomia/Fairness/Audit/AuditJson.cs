using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;

namespace Isonomia.Fairness;

/// <summary>The machine-readable form of an audit: <c>audit.json</c>, schema <c>isonomia.audit/1</c>.</summary>
/// <remarks>Names are snake_case, numbers have full (round-trip) precision, absent values are left out, and infinities are
/// the strings <c>"Infinity"</c> and <c>"-Infinity"</c>.</remarks>
public static class AuditJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

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
        JsonNode schema = Options.GetJsonSchemaAsNode(
            typeof(AuditResult), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });
        AllowAbsentNulls(schema);
        JsonObject root = schema.AsObject();
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "isonomia.audit/1");
        return root;
    }

    /// <summary>A property that may be null is left out where it is, so that it cannot be required.</summary>
    private static void AllowAbsentNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (JsonNode? item in array)
                {
                    AllowAbsentNulls(item);
                }

                break;
            case JsonObject schema:
                if (schema["required"] is JsonArray required && schema["properties"] is JsonObject properties)
                {
                    schema["required"] = new JsonArray(
                        [.. required.Select(name => (string)name!).Where(name => !AllowsNull(properties[name])).Select(name => JsonValue.Create(name))]);
                }

                foreach ((_, JsonNode? child) in schema)
                {
                    AllowAbsentNulls(child);
                }

                break;
        }
    }

    private static bool AllowsNull(JsonNode? schema) => schema is JsonObject part
        && ((part["type"] is JsonArray types && types.Any(type => (string?)type == "null"))
            || (part["type"] is JsonValue type && (string?)type == "null")
            || (part["anyOf"] is JsonArray choices && choices.Any(AllowsNull))
            || (part["enum"] is JsonArray values && values.Any(value => value is null)));
}
