using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Isonomia.Embeddings;

/// <summary>A float matrix in an <c>.npy</c> file, or in an <c>.npz</c> archive, read row by row.</summary>
internal sealed class NumpyMatrix : IDisposable
{
    private readonly Stream _stream;
    private readonly ZipArchive? _archive;
    private readonly NumpyHeader _header;
    private readonly string _name;
    private readonly byte[] _row;
    private readonly float[]? _columns;
    private int _next;

    private NumpyMatrix(Stream stream, ZipArchive? archive, NumpyHeader header, string name, string[]? ids)
    {
        (_stream, _archive, _header, _name, Ids) = (stream, archive, header, name, ids);
        _row = new byte[checked(Width * header.ItemSize)];
        _columns = header.IsFortran && Count > 1 && Width > 1 ? ReadColumns() : null;
    }

    internal int Count => _header.Shape[0];

    internal int Width => _header.Shape[1];

    /// <summary>The ids that an archive holds beside the matrix, or null.</summary>
    internal string[]? Ids { get; }

    internal static NumpyMatrix Open(string path)
    {
        string name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new EmbeddingException($"{name} was not found; a file of embeddings was expected.");
        }

        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        try
        {
            return Path.GetExtension(path).Equals(".npz", StringComparison.OrdinalIgnoreCase)
                ? OpenArchive(file, name)
                : new NumpyMatrix(file, null, Matrix(NumpyHeader.Read(file, name), name), name, null);
        }
        catch (Exception failure)
        {
            file.Dispose();
            if (failure is InvalidDataException or EndOfStreamException)
            {
                throw new EmbeddingException($"{name} is damaged or no NumPy archive.", failure);
            }

            throw;
        }
    }

    /// <summary>Reads a whole small matrix.</summary>
    internal static (int Count, int Width, float[] Values) Read(string path)
    {
        using NumpyMatrix matrix = Open(path);
        float[] values = new float[checked(matrix.Count * matrix.Width)];
        for (int row = 0; row < matrix.Count; row++)
        {
            matrix.ReadRow(values.AsSpan(row * matrix.Width, matrix.Width));
        }

        return (matrix.Count, matrix.Width, values);
    }

    /// <summary>Reads the next row.</summary>
    internal void ReadRow(Span<float> target)
    {
        if (_columns is not null)
        {
            for (int column = 0; column < Width; column++)
            {
                target[column] = _columns[((long)column * Count) + _next];
            }

            _next++;
            return;
        }

        if (_stream.ReadAtLeast(_row, _row.Length, throwOnEndOfStream: false) < _row.Length)
        {
            throw new EmbeddingException($"{_name} ends in row {_next + 1} of {Count}; the file is damaged.");
        }

        _next++;
        Convert(_row, target);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _archive?.Dispose();
    }

    private static NumpyHeader Matrix(NumpyHeader header, string name) => header.IsFloat && header.Shape is [> 0, > 0]
        ? header
        : throw new EmbeddingException(
            $"{name} holds an array of type {header.Type} and shape [{string.Join(", ", header.Shape)}]; "
            + "a matrix [samples, width] of 16-, 32- or 64-bit floats was expected.");

    private static NumpyMatrix OpenArchive(FileStream file, string name)
    {
        ZipArchive archive = new(file, ZipArchiveMode.Read);
        string[]? ids = null;
        List<(ZipArchiveEntry Entry, NumpyHeader Header)> matrices = [];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream array = entry.Open();
            NumpyHeader header = NumpyHeader.Read(array, $"{name}/{entry.FullName}");
            if (header.IsFloat && header.Shape.Count == 2)
            {
                matrices.Add((entry, header));
            }
            else if (header.Shape.Count == 1 && header.Type.Length > 2 && header.Type[1] is 'U' or 'S')
            {
                ids = ids is null ? Texts(array, header)
                    : throw new EmbeddingException(
                        $"{name} holds more than one array of texts; one with the ids was expected.");
            }
        }

        if (matrices.Count != 1)
        {
            throw new EmbeddingException(
                $"{name} holds {matrices.Count} matrices of floats; exactly one was expected.");
        }

        Stream stream = matrices[0].Entry.Open();
        NumpyHeader again = Matrix(NumpyHeader.Read(stream, name), name);
        return ids is null || ids.Length == again.Shape[0]
            ? new NumpyMatrix(stream, archive, again, name, ids)
            : throw new EmbeddingException($"{name} holds {ids.Length} ids for {again.Shape[0]} rows.");
    }

    private static string[] Texts(Stream stream, NumpyHeader header)
    {
        string[] texts = new string[header.Shape[0]];
        byte[] cell = new byte[header.ItemSize];
        Encoding encoding = header.Type[1] == 'S' ? Encoding.UTF8
            : header.IsBigEndian ? new UTF32Encoding(bigEndian: true, byteOrderMark: false) : Encoding.UTF32;
        for (int i = 0; i < texts.Length; i++)
        {
            stream.ReadExactly(cell);
            texts[i] = encoding.GetString(cell).TrimEnd('\0');
        }

        return texts;
    }

    private void Convert(ReadOnlySpan<byte> bytes, Span<float> target)
    {
        bool isBig = _header.IsBigEndian;
        for (int i = 0; i < target.Length; i++)
        {
            ReadOnlySpan<byte> number = bytes.Slice(i * _header.ItemSize, _header.ItemSize);
            target[i] = _header.ItemSize switch
            {
                2 => (float)(isBig ? BinaryPrimitives.ReadHalfBigEndian(number)
                    : BinaryPrimitives.ReadHalfLittleEndian(number)),
                4 => isBig ? BinaryPrimitives.ReadSingleBigEndian(number)
                    : BinaryPrimitives.ReadSingleLittleEndian(number),
                _ => (float)(isBig ? BinaryPrimitives.ReadDoubleBigEndian(number)
                    : BinaryPrimitives.ReadDoubleLittleEndian(number)),
            };
        }
    }

    /// <summary>Column order has to be turned in memory.</summary>
    private float[] ReadColumns()
    {
        float[] columns = new float[checked(Count * Width)];
        byte[] column = new byte[checked(Count * _header.ItemSize)];
        for (int i = 0; i < Width; i++)
        {
            if (_stream.ReadAtLeast(column, column.Length, throwOnEndOfStream: false) < column.Length)
            {
                throw new EmbeddingException($"{_name} ends in column {i + 1} of {Width}; the file is damaged.");
            }

            Convert(column, columns.AsSpan(i * Count, Count));
        }

        return columns;
    }
}
