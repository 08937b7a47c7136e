using System.Text.Json;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>The machine-readable form of data efficiency: <c>efficiency.json</c>, schema
/// <c>isonomia.efficiency/1</c>.</summary>
/// <remarks>The same conventions as <see cref="AuditJson"/>: snake_case, full precision, absent values are left
/// out.</remarks>
public static class EfficiencyJson
{
    /// <summary>Writes a result as text.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The JSON text, ending with a line feed; the same result gives the same bytes.</returns>
    public static string Serialize(EfficiencyResult result) => JsonSerializer.Serialize(result, AuditJson.Options)
        + "\n";
}
