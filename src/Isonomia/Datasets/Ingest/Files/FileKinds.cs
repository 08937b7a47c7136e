using Isonomia.Imaging;

namespace Isonomia.Datasets;

/// <summary>Which files are worth opening, by ending, or by their first bytes where the ending says nothing.</summary>
internal static class FileKinds
{
    private const int HeadBytes = 4096;

    private static readonly HashSet<string> Pictures = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".dcm", ".dicom", ".ima", ".nii",
        ".svs", ".ndpi", ".scn", ".mrxs", ".bif",
    };

    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".xml", ".html", ".htm", ".md", ".pdf", ".yaml", ".yml",
        ".log",
        ".xlsx", ".xls", ".ods", ".doc", ".docx", ".parquet", ".zip", ".tar", ".tgz", ".gz", ".py", ".r", ".sh", ".npy",
        ".npz",
        ".onnx", ".bval", ".bvec", ".db", ".ini", ".part", ".partial",
    };

    /// <summary>Whether a file's name ends like a picture's.</summary>
    internal static bool HasPictureEnding(string path) =>
        Pictures.Contains(Path.GetExtension(path)) || path.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file may be a picture.</summary>
    internal static bool MayBePicture(string path)
    {
        if (HasPictureEnding(path))
        {
            return true;
        }

        if (Others.Contains(Path.GetExtension(path)))
        {
            return false;
        }

        try
        {
            byte[] head = new byte[HeadBytes];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return ImageFile.KindOf(head.AsSpan(0, read)) != ImageFileKind.Picture;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true; // it will be opened, fail, and be listed with its reason
        }
    }
}
