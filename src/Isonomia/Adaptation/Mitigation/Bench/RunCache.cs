using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Finished runs on disk, by the hash of everything that shaped them, so that a stopped benchmark goes on
/// where it was.</summary>
internal sealed class RunCache(string folder)
{
    internal static string KeyOf(params string[] parts) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];

    /// <summary>A finished run, or null; a file that cannot be read counts as none.</summary>
    internal BenchmarkRun? Find(string key)
    {
        string path = PathOf(key);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<CachedRun>(File.ReadAllText(path), AuditJson.Options)
                is { Run: { } run } own
                ? run with { Scores = own.Scores } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal void Keep(string key, BenchmarkRun run)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(
            PathOf(key), JsonSerializer.Serialize(new CachedRun(run, run.Scores), AuditJson.Options) + "\n");
    }

    private string PathOf(string key) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{key}.json"));
}

/// <summary>A run with its scores, as the cache keeps it.</summary>
internal sealed record CachedRun(BenchmarkRun Run, IReadOnlyList<double> Scores);
