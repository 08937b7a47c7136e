using System.Text.Json;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>The machine-readable form of a training: <c>tune.json</c>, schema <c>isonomia.tune/1</c>.</summary>
public static class TuneJson
{
    /// <summary>Writes a result as text.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The JSON text, ending with a line feed.</returns>
    public static string Serialize(TuneResult result) => JsonSerializer.Serialize(result, AuditJson.Options) + "\n";
}
