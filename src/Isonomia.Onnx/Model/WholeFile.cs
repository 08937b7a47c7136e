namespace Isonomia.Onnx;

/// <summary>Writes files so that a reader sees the old bytes or the new ones, never a part.</summary>
internal static class WholeFile
{
    internal static void Write(string path, Action<Stream> write)
    {
        string partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            using (FileStream stream = File.Create(partial))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
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
