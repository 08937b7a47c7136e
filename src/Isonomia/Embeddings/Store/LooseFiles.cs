namespace Isonomia.Embeddings;

/// <summary>Files that a killed process left behind.</summary>
internal static class LooseFiles
{
    internal const string Extension = ".part";

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    /// <summary>Deletes temporary files that nobody has written to for ten minutes; a living process takes
    /// seconds.</summary>
    internal static void Clear(string folder, TimeProvider clock)
    {
        DateTimeOffset old = clock.GetUtcNow() - Age;
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension)
            .Where(path => File.GetLastWriteTimeUtc(path) < old))
        {
            TryDelete(path);
        }
    }

    internal static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // The next run clears it.
        }
    }
}
