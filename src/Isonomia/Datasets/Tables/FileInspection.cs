using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Isonomia.Datasets;

/// <summary>One pass over the bytes of a file before the engine sees it: hash, encoding, line lengths.</summary>
/// <remarks>It fails within the first two megabytes of an endless line, and never holds more than one block.</remarks>
/// <param name="Sha256">The hash of the bytes on disk, lower-case hexadecimal.</param>
/// <param name="Bytes">The size on disk.</param>
/// <param name="Lines">How many lines the text has; 0 for Parquet.</param>
/// <param name="Head">The first megabyte of the text (decompressed); empty for Parquet.</param>
internal sealed record FileInspection(string Sha256, long Bytes, long Lines, byte[] Head)
{
    private const int BlockBytes = 1 << 20;

    internal static FileInspection Of(
        string path, TableFormat format, IProgress<ReadingProgress>? progress, CancellationToken cancellation)
    {
        Exists(path);
        string name = Path.GetFileName(path);
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        FileSignature.Check(file, path, format);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = format is { Kind: not TableKind.Parquet, Compressed: false } ? new TextInspection(path) : null;
        byte[] block = new byte[BlockBytes];
        byte[] head = [];
        long done = 0;
        while (Fill(file, block) is var read && read > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, read);
            text?.Add(block.AsSpan(0, read));
            head = done == 0 && text is not null ? block[..read] : head;
            done += read;
            progress?.Report(new ReadingProgress(name, "checking", done, file.Length));
        }

        if (format.Compressed)
        {
            (text, head) = Decompressed(file, path, block, cancellation);
        }

        text?.Finish();
        return new FileInspection(Convert.ToHexStringLower(hash.GetHashAndReset()), done, text?.Lines ?? 0, head);
    }

    private static (TextInspection Text, byte[] Head) Decompressed(
        FileStream file, string path, byte[] block, CancellationToken cancellation)
    {
        file.Position = 0;
        var text = new TextInspection(path);
        byte[]? head = null;
        long length = 0;
        try
        {
            using var unzipped = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            while (Fill(unzipped, block) is var read && read > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                text.Add(block.AsSpan(0, read));
                head ??= block[..read];
                length += read;
            }

            CheckLength(file, path, length);
        }
        catch (InvalidDataException damaged)
        {
            throw new TableException(
                new TableProblem(
                    $"{Path.GetFileName(path)} is damaged inside its gzip stream; copy it again.", path),
                damaged);
        }

        return (text, head ?? []);
    }

    /// <summary>
    /// A gzip stream ends with its length (RFC 1952, section 2.3.1); decompressing alone does not see a cut.
    /// </summary>
    private static void CheckLength(FileStream file, string path, long length)
    {
        const int MinimumBytes = 18;
        Span<byte> stated = stackalloc byte[4];
        if (file.Length >= MinimumBytes)
        {
            file.Position = file.Length - stated.Length;
            file.ReadExactly(stated);
        }

        if (file.Length < MinimumBytes || BinaryPrimitives.ReadUInt32LittleEndian(stated) != unchecked((uint)length))
        {
            throw new TableException(new TableProblem(
                $"{Path.GetFileName(path)} is cut off, or holds several gzip members; expected one whole gzip stream.",
                path));
        }
    }

    private static int Fill(Stream stream, byte[] block) =>
        stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);

    private static void Exists(string path)
    {
        string name = Path.GetFileName(path);
        if (Directory.Exists(path))
        {
            throw new TableException(
                new TableProblem($"{path} is a folder; expected a file ({TableFormat.Extensions}).", path));
        }

        if (!File.Exists(path))
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
            throw new TableException(new TableProblem(
                Directory.Exists(folder)
                    ? $"{name} was not found in the folder {folder}."
                    : $"{name} was not found; the folder {folder} does not exist.",
                path));
        }
    }
}
