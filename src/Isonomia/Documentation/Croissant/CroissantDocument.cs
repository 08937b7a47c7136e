using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Documentation;

/// <summary>A Croissant file: versions 0.8, 1.0 and 1.1 are read; what is not known is kept and written back.</summary>
/// <remarks>Source: MLCommons Croissant, https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html, and the
/// Responsible AI
/// vocabulary 1.0. Contexts are never fetched from a network.</remarks>
public sealed class CroissantDocument
{
    private CroissantDocument(JsonObject json, IReadOnlyList<CroissantIssue> duplicates)
    {
        Json = json;
        Duplicates = duplicates;
    }

    /// <summary>The document as it is in the file; of keys that are given twice, the last.</summary>
    public JsonObject Json { get; }

    /// <summary>Keys that were given twice.</summary>
    internal IReadOnlyList<CroissantIssue> Duplicates { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The document.</returns>
    /// <exception cref="CroissantException">The file is not a JSON object; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CroissantDocument Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes = File.ReadAllBytes(path);
        string name = Path.GetFileName(path);
        try
        {
            using StreamReader reader =
                new(new MemoryStream(bytes), new UTF8Encoding(false, throwOnInvalidBytes: true),
                detectEncodingFromByteOrderMarks: true);
            return Parse(reader.ReadToEnd(), name);
        }
        catch (DecoderFallbackException error)
        {
            throw new CroissantException($"{name} is not UTF-8: the byte at {error.Index} is none; expected JSON in "
                + $"UTF-8.", error);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>The document.</returns>
    /// <exception cref="CroissantException">The text is not a JSON object; the message says where.</exception>
    public static CroissantDocument Parse(string text, string name = "metadata.json")
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 128 });
            List<CroissantIssue> duplicates = [];
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new CroissantDocument(Copy(document.RootElement, "$", duplicates)!.AsObject(), duplicates)
                : throw new CroissantException(
                    $"{name} is a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}; expected an "
                        + $"object that describes a data set.");
        }
        catch (JsonException error)
        {
            throw new CroissantException(
                $"{name} is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}; expected a "
                    + $"Croissant file.", error);
        }
    }

    /// <summary>Wraps a JSON object.</summary>
    /// <param name="json">The object; it is not copied.</param>
    /// <returns>The document.</returns>
    public static CroissantDocument Of(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new CroissantDocument(json, []);
    }

    /// <summary>Validates the document as the reference library does.</summary>
    /// <returns>The report.</returns>
    public CroissantReport Validate() => CroissantValidator.Validate(this, null);

    /// <summary>Validates the document as the reference library does, and then by stricter rules of ours.</summary>
    /// <param name="folder">The folder that local files are looked up in, or null: they are not looked up.</param>
    /// <returns>The report; texts of ours begin with <c>isonomia:</c>.</returns>
    public CroissantReport ValidateStrictly(string? folder) =>
        CroissantValidator.Validate(this, new StrictProfile(folder));

    /// <summary>The description as typed values.</summary>
    /// <returns>The summary.</returns>
    public CroissantSummary Summarize() => CroissantSummary.Of(this);

    /// <summary>The document as text, keys in their order.</summary>
    /// <returns>The JSON text, ending with a line feed.</returns>
    public string ToText() => Json.ToJsonString(AuditJson.Options) + "\n";

    /// <summary>Writes the document, whole or not at all.</summary>
    /// <param name="path">The file; it is replaced.</param>
    public void Write(string path) => AtomicFile.WriteText(path, ToText());

    /// <summary>Copies an element so that a key given twice keeps its last value, as every Python program reads
    /// it.</summary>
    private static JsonNode? Copy(JsonElement element, string path, List<CroissantIssue> duplicates)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonObject copy = [];
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    if (copy.ContainsKey(property.Name))
                    {
                        duplicates.Add(new CroissantIssue(
                            true, $"isonomia: the key \"{property.Name}\" is given twice; expected each key once.",
                                $"{path}.{property.Name}"));
                    }

                    copy[property.Name] = Copy(property.Value, $"{path}.{property.Name}", duplicates);
                }

                return copy;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray()
                    .Select((item, i) => Copy(item, $"{path}[{i}]", duplicates))]);
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
