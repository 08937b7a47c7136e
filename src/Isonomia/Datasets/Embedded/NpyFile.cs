using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Isonomia.Datasets;

/// <summary>A matrix in NumPy's file format (.npy): half, single or double precision, rows after rows.</summary>
/// <remarks>Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays", versions 1 to 3.</remarks>
/// <param name="Values">The numbers, row-major, shape [n, d].</param>
/// <param name="Width">d.</param>
/// <param name="File">The file.</param>
internal sealed partial record NpyFile(float[] Values, int Width, FileFingerprint File)
{
    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="TableException">The file is absent, damaged, or holds something else than a matrix of
    /// numbers.</exception>
    internal static NpyFile Read(string path, CancellationToken cancellation)
    {
        string name = Path.GetFileName(path);
        if (!System.IO.File.Exists(path))
        {
            throw Problem($"{name} was not found.", path);
        }

        using FileStream file = System.IO.File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] prefix = Take(file, hash, 8, path);
        if (prefix[0] != 0x93 || !prefix.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            throw Problem($"{name} does not start as a NumPy file does; expected a matrix saved with numpy.save.",
                path);
        }

        int length = prefix[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(Take(file, hash, 2, path))
            : (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(Take(file, hash, 4, path)));
        if (length > file.Length)
        {
            throw Problem($"{name} is cut off inside its header; copy it again.", path);
        }

        Match header = Header().Match(Encoding.UTF8.GetString(Take(file, hash, length, path)));
        int bytes = header.Groups["type"].Value switch { "<f2" => 2, "<f4" => 4, "<f8" => 8, _ => 0 };
        if (bytes == 0 || header.Groups["order"].Value != "False" || !header.Groups["columns"].Success)
        {
            throw Problem(
                $"{name} holds something else than a matrix [rows, columns] of little-endian floats in C order; "
                + "expected numpy.save(file, numpy.ascontiguousarray(embeddings, 'float32')).",
                path);
        }

        long rows = long.Parse(header.Groups["rows"].Value, CultureInfo.InvariantCulture);
        long width = long.Parse(header.Groups["columns"].Value, CultureInfo.InvariantCulture);
        if (rows * width > Array.MaxLength || rows * width == 0)
        {
            throw Problem($"{name} holds {rows} × {width} numbers; expected at least one and at most "
                + $"{Array.MaxLength}.", path);
        }

        if (file.Length - file.Position != rows * width * bytes)
        {
            throw Problem($"{name} is cut off: its header promises {rows} rows of {width}; copy it again.", path);
        }

        float[] values = new float[rows * width];
        byte[] line = new byte[width * bytes];
        for (int row = 0; row < rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            file.ReadExactly(line);
            hash.AppendData(line);
            Convert(line, bytes, values.AsSpan(row * (int)width, (int)width));
            if (System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<float>(values.AsSpan(row * (int)width,
                (int)width)) is false)
            {
                throw new TableException(new TableProblem(
                    $"{name} row {row + 1} holds a number that is not finite; embeddings must be finite.", path,
                        row + 1));
            }
        }

        return new NpyFile(
            values, (int)width,
                new FileFingerprint(name, System.Convert.ToHexStringLower(hash.GetHashAndReset()), file.Length, rows));
    }

    private static void Convert(byte[] line, int bytes, Span<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = bytes switch
            {
                2 => (float)BinaryPrimitives.ReadHalfLittleEndian(line.AsSpan(i * 2)),
                4 => BinaryPrimitives.ReadSingleLittleEndian(line.AsSpan(i * 4)),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(line.AsSpan(i * 8)),
            };
        }
    }

    private static byte[] Take(FileStream file, IncrementalHash hash, int count, string path)
    {
        byte[] bytes = new byte[count];
        if (file.ReadAtLeast(bytes, count, throwOnEndOfStream: false) < count)
        {
            throw Problem($"{Path.GetFileName(path)} is cut off inside its header; copy it again.", path);
        }

        hash.AppendData(bytes);
        return bytes;
    }

    private static TableException Problem(string sentence, string path) => new(new TableProblem(sentence, path));

    [GeneratedRegex(
        @"'descr':\s*'(?<type>[^']+)'.*'fortran_order':\s*(?<order>\w+).*"
        + @"'shape':\s*\((?<rows>\d+),\s*(?<columns>\d+)?,?\s*\)")]
    private static partial Regex Header();
}
