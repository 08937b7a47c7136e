namespace Isonomia.Datasets;

/// <summary>Writes files so that a reader sees the old bytes or the new ones, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    /// <param name="path">The final path.</param>
    /// <param name="text">The text.</param>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using StreamWriter writer = new(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Writes through a stream to a temporary file beside the final one, then renames it.</summary>
    /// <param name="path">The final path; an existing file is replaced.</param>
    /// <param name="write">Writes the bytes; where it throws, the temporary file is deleted and the final one
    /// is untouched.</param>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using PartialFile file = new(path);
        write(file.Stream);
        file.Complete();
    }
}
