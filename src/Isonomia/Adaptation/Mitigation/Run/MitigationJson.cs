using System.Text.Json;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>The machine-readable form of a mitigation: <c>adapt.json</c>, schema <c>isonomia.adapt/1</c>.</summary>
public static class MitigationJson
{
    /// <summary>Writes a result as text.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The JSON text, ending with a line feed; the same result gives the same bytes.</returns>
    public static string Serialize(CohortMitigationResult result) =>
        JsonSerializer.Serialize(result, AuditJson.Options) + "\n";
}
