using System.Security.Cryptography;
using Isonomia.Imaging;

namespace Isonomia.Datasets;

/// <summary>Hashes a file and finds out what it is; a fault of the file becomes a reason and never an
/// exception.</summary>
internal sealed class FileInspector(IngestFrames frames, bool decodesPixels)
{
    private const int BlockBytes = 1 << 16;

    /// <summary>How files are looked at; another manner looks at them anew.</summary>
    internal string Manner { get; } = decodesPixels
        ? $"decoded {frames.ToString().ToLowerInvariant()} {ImageFile.DecoderVersions}"
        : "headers";

    internal FileRecord Inspect(FoundFile file, CancellationToken cancellation)
    {
        FileRecord record = new()
        {
            Path = file.Path,
            Length = file.Length,
            ModifiedTicks = file.ModifiedTicks,
            Manner = Manner,
        };
        if (file.Length == 0)
        {
            return record with { Reason = "the file is empty, or not a regular file" };
        }

        try
        {
            string hash = Hash(file.Path, cancellation);
            ImageFileFacts facts = ImageFile.Inspect(file.Path);
            if (facts.FrameCount == 0)
            {
                return record with { Sha256 = hash, Reason = "the DICOM object holds no pixels" };
            }

            Decode(file.Path, facts.FrameCount, cancellation);
            return record with
            {
                Sha256 = hash,
                Kind = facts.Kind.ToString().ToLowerInvariant(),
                Width = facts.Width,
                Height = facts.Height,
                FrameCount = facts.FrameCount,
                Facts = facts.Dicom is null ? null : DicomColumns.Of(facts.Dicom),
            };
        }
        catch (Exception failure) when (Reason(failure) is { } reason)
        {
            return record with { Reason = reason };
        }
    }

    internal static int MiddleFrame(int count) => (count - 1) / 2;

    private void Decode(string path, int frameCount, CancellationToken cancellation)
    {
        if (!decodesPixels)
        {
            return;
        }

        if (frames == IngestFrames.Middle)
        {
            ImageFile.Read(path, MiddleFrame(frameCount));
            return;
        }

        for (int frame = 0; frame < frameCount; frame++)
        {
            cancellation.ThrowIfCancellationRequested();
            ImageFile.Read(path, frame);
        }
    }

    private static string Hash(string path, CancellationToken cancellation)
    {
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[BlockBytes];
        while (file.Read(block) is var read && read > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Why a file is no picture, or null for what is not the file's fault.</summary>
    private static string? Reason(Exception failure) => failure switch
    {
        ImageFormatException format => format.Reason,
        FileNotFoundException or DirectoryNotFoundException => "the file was not found",
        UnauthorizedAccessException => "the file may not be opened (permission denied)",
        IOException => "the file cannot be read, or is larger than 2 GiB",
        _ => null,
    };
}
