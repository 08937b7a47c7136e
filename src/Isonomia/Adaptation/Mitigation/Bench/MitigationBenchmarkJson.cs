using System.Text.Json;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>The machine-readable form of a benchmark: <c>bench.json</c>, schema <c>isonomia.bench/1</c>.</summary>
public static class MitigationBenchmarkJson
{
    /// <summary>Writes a result as text.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The JSON text, ending with a line feed; times apart, the same result gives the same bytes.</returns>
    public static string Serialize(MitigationBenchmarkResult result) =>
        JsonSerializer.Serialize(result, AuditJson.Options) + "\n";
}
