using System.Text.Json;

namespace Isonomia.Fairness;

/// <summary>The machine-readable form of a comparison: <c>comparison.json</c>, schema
/// <c>isonomia.comparison/1</c>.</summary>
/// <remarks>The same conventions as <see cref="AuditJson"/>: snake_case, full precision, absent values are left
/// out.</remarks>
public static class ComparisonJson
{
    /// <summary>Writes a comparison as text.</summary>
    /// <param name="result">The comparison.</param>
    /// <returns>The JSON text, ending with a line feed; the same result gives the same bytes.</returns>
    public static string Serialize(ComparisonResult result) =>
        JsonSerializer.Serialize(result, AuditJson.Options) + "\n";

    /// <summary>Reads a comparison.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="JsonException">The text is not a comparison.</exception>
    public static ComparisonResult Deserialize(string json) =>
        JsonSerializer.Deserialize<ComparisonResult>(json, AuditJson.Options)
        ?? throw new JsonException("The text is the JSON value null; expected a comparison.");
}
