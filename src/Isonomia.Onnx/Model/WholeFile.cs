namespace Isonomia.Onnx;

/// <summary>Writes files so that a reader sees the old bytes or the new ones, never a part.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; where anything fails, what was there stays.</param>
    /// <param name="write">Writes the bytes.</param>
    /// <param name="create">How a file is created; null for the usual way.</param>
    internal static void Write(string path, Action<Stream> write, Func<string, Stream>? create = null)
    {
        string partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            using (Stream stream = (create ?? File.Create)(partial))
            {
                write(stream);
                stream.Flush();
                (stream as FileStream)?.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
