namespace Isonomia.Embeddings;

/// <summary>Files that a killed process left behind.</summary>
internal static class LooseFiles
{
    internal const string Extension = ".part";

    /// <summary>Deletes temporary files that no living process holds; one that is being written is locked and stays.</summary>
    internal static void Clear(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            try
            {
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    // Ours alone: its writer is gone.
                }

                File.Delete(path);
            }
            catch (IOException)
            {
                // Another process writes it, or cleared it first.
            }
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
