namespace Isonomia.Imaging;

/// <summary>A file is not a picture or volume that can be read: truncated, of another kind, or with fields that
/// contradict each other.</summary>
public sealed class ImageFormatException : FormatException
{
    /// <summary>Makes the exception; its message is one sentence with the file name and the reason.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What was found and what was expected, without the file name and the full stop.</param>
    /// <param name="inner">The cause, or null.</param>
    public ImageFormatException(string path, string reason, Exception? inner = null)
        : base($"{System.IO.Path.GetFileName(path)}: {reason}.", inner)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The reason without the file name (file names can name a person), for reports that leave the
    /// house.</summary>
    public string Reason { get; }
}
