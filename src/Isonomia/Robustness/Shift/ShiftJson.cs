using System.Text.Json;
using Isonomia.Fairness;

namespace Isonomia.Robustness;

/// <summary>The machine-readable form of a shift study: <c>shift.json</c>, schema <c>isonomia.shift/1</c>.</summary>
/// <remarks>The same conventions as <see cref="AuditJson"/>: snake_case, full precision, absent values are left
/// out.</remarks>
public static class ShiftJson
{
    /// <summary>Writes a result as text.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The JSON text, ending with a line feed; the same result gives the same bytes.</returns>
    public static string Serialize(ShiftStudyResult result) => JsonSerializer.Serialize(result, AuditJson.Options)
        + "\n";
}
