using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Finished runs on disk, by the hash of everything that shaped them, so that a stopped benchmark goes on
/// where it was and several processes share one.</summary>
internal sealed class RunCache(string folder)
{
    internal static string KeyOf(params string[] parts) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];

    /// <summary>The file that says who works on a run.</summary>
    internal string ClaimOf(string key) => Path.Combine(folder, key + ".claim");

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
            File.Delete(path);
            return null;
        }
    }

    /// <summary>Keeps a run unless another process was first.</summary>
    /// <returns>The run that lies there now.</returns>
    internal BenchmarkRun Keep(string key, BenchmarkRun run)
    {
        Directory.CreateDirectory(folder);
        string part = Path.Combine(folder, $"{key}.{Environment.MachineName}.{Environment.ProcessId}.partial");
        File.WriteAllText(part, JsonSerializer.Serialize(new CachedRun(run, run.Scores), AuditJson.Options) + "\n");
        try
        {
            File.Move(part, PathOf(key), overwrite: false);
        }
        catch (IOException) when (File.Exists(PathOf(key)))
        {
            File.Delete(part);
        }

        return Find(key) ?? run;
    }

    private string PathOf(string key) => Path.Combine(folder, key + ".json");
}

/// <summary>A run with its scores, as the cache keeps it.</summary>
internal sealed record CachedRun(BenchmarkRun Run, IReadOnlyList<double> Scores);
