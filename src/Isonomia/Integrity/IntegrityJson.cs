using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Isonomia.Datasets;

namespace Isonomia.Integrity;

/// <summary>The machine-readable form of a check, schema <c>isonomia.check/1</c>.</summary>
public static class IntegrityJson
{
    private static readonly JsonSerializerOptions Options = ResultJson.Options;

    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The JSON text, ending with a line feed; the same result gives the same bytes.</returns>
    public static string Serialize(IntegrityResult result) => JsonSerializer.Serialize(result, Options) + "\n";

    /// <summary>Reads a result that <see cref="Serialize"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The result.</returns>
    /// <exception cref="JsonException">The text is not in this form.</exception>
    public static IntegrityResult Deserialize(string json) =>
        JsonSerializer.Deserialize<IntegrityResult>(json, Options)
            ?? throw new JsonException("The text is 'null'; expected the result of 'isonomia check'.");

    /// <summary>The JSON schema of a result.</summary>
    /// <returns>A new node.</returns>
    public static JsonNode Schema()
    {
        JsonObject root = Options.GetJsonSchemaAsNode(typeof(IntegrityResult), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = AllowAbsentNulls,
        }).AsObject();
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", IntegrityResult.SchemaId);
        return root;
    }

    /// <summary>A property that may be null is left out where it is, so that it cannot be required.</summary>
    private static JsonNode AllowAbsentNulls(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && node is JsonObject schema
            && schema["required"] is JsonArray required)
        {
            HashSet<string> nullable = [.. context.TypeInfo.Properties
                .Where(property => property.IsGetNullable
                    || Nullable.GetUnderlyingType(property.PropertyType) is not null)
                .Select(property => property.Name)];
            schema["required"] = new JsonArray([.. required.Select(name => (string)name!)
                .Where(name => !nullable.Contains(name)).Select(name => JsonValue.Create(name))]);
        }

        return node;
    }
}
