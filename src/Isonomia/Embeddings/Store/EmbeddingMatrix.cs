using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Isonomia.Embeddings;

/// <summary>Embeddings of n samples, read-only: ids and a float matrix [n, d], in memory or over a memory
/// map.</summary>
/// <remarks>
/// <para>Rows are read without copying; many threads may read at once. All numbers are finite.</para>
/// <para>A matrix over a memory map holds its files open until it is disposed; spans taken from it must not be used
/// after that. One that is never disposed stays mapped until the process ends, so a span never dangles by
/// itself.</para>
/// </remarks>
public sealed class EmbeddingMatrix : IDisposable
{
    private readonly float[]? _values;
    private readonly EmbeddingRows? _rows;
    private Dictionary<string, int>? _rowOfId;
    private string? _fingerprint;

    /// <summary>Makes a matrix in memory.</summary>
    /// <param name="ids">The ids of the rows, n of them, distinct.</param>
    /// <param name="width">The width d, at least 1.</param>
    /// <param name="values">The numbers, shape [n, d], row-major, all finite; taken over, not copied.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, two ids are equal, or a number is not
    /// finite.</exception>
    public EmbeddingMatrix(IReadOnlyList<string> ids, int width, float[] values)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if ((long)ids.Count * width != values.Length)
        {
            throw new ArgumentException(
                $"{values.Length} numbers were given; {ids.Count} rows of width {width} need "
                    + $"{(long)ids.Count * width}.",
                nameof(values));
        }

        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Row {bad / width} has a number that is not finite at column {bad % width}.", nameof(values));
        }

        (Ids, Width, _values) = (ids, width, values);
        _ = RowOfId; // refuses equal ids
    }

    /// <summary>Makes a matrix over mapped files.</summary>
    internal EmbeddingMatrix(IReadOnlyList<string> ids, int width, EmbeddingRows rows, string fingerprint) =>
        (Ids, Width, _rows, _fingerprint) = (ids, width, rows, fingerprint);

    /// <summary>The ids of the rows, n of them, distinct.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The number of rows n.</summary>
    public int Count => Ids.Count;

    /// <summary>The width d of every row.</summary>
    public int Width { get; }

    /// <summary>A SHA-256 that changes when an id, the order or a number changes, lower-case hexadecimal.</summary>
    /// <remarks>Over a store it is taken from the hashes of model, preprocessing and pictures, without reading the
    /// numbers.</remarks>
    public string Fingerprint => _fingerprint ??= Hash();

    private Dictionary<string, int> RowOfId
    {
        get
        {
            if (_rowOfId is null)
            {
                Dictionary<string, int> rows = new(Ids.Count, StringComparer.Ordinal);
                for (int row = 0; row < Ids.Count; row++)
                {
                    if (!rows.TryAdd(Ids[row], row))
                    {
                        throw new ArgumentException($"Row {row} has the id of an earlier row; ids must differ.");
                    }
                }

                _rowOfId = rows;
            }

            return _rowOfId;
        }
    }

    /// <summary>Opens an embedding store that <c>isonomia embed</c> or <see cref="EmbeddingExtraction"/>
    /// filled.</summary>
    /// <remarks>Every sample the store knows, in the order of the cohort it was made for. A float16 store is widened
    /// once to a scratch file that vanishes with the matrix.</remarks>
    /// <param name="path">The store's folder.</param>
    /// <returns>The matrix; dispose it when done.</returns>
    /// <exception cref="EmbeddingException">The folder is no store, is damaged, or holds no row.</exception>
    public static EmbeddingMatrix Open(string path) => EmbeddingStore.Open(path);

    /// <summary>The embedding of one row, without copying.</summary>
    /// <param name="row">The row, in [0, n).</param>
    /// <returns>d numbers.</returns>
    public ReadOnlySpan<float> Row(int row) => _values is null
        ? _rows!.Row(row, Width)
        : _values.AsSpan(checked(row * Width), Width);

    /// <summary>Copies chosen rows, in the order given, into one block.</summary>
    /// <param name="rows">Rows in [0, n).</param>
    /// <param name="target">Receives the numbers, shape [rows, d].</param>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public void CopyRows(ReadOnlySpan<int> rows, Span<float> target)
    {
        if (target.Length != (long)rows.Length * Width)
        {
            throw new ArgumentException(
                $"The target holds {target.Length} numbers; {rows.Length} rows of width {Width} need "
                    + $"{(long)rows.Length * Width}.",
                nameof(target));
        }

        for (int i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(target.Slice(i * Width, Width));
        }
    }

    /// <summary>Copies chosen rows, in the order given.</summary>
    /// <param name="rows">Rows in [0, n).</param>
    /// <returns>The numbers, shape [rows, d].</returns>
    public float[] CopyRows(ReadOnlySpan<int> rows)
    {
        float[] target = new float[checked(rows.Length * Width)];
        CopyRows(rows, target);
        return target;
    }

    /// <summary>Copies all rows; use <see cref="Row"/> where the matrix may be large.</summary>
    /// <returns>The numbers, shape [n, d].</returns>
    public float[] ToArray() => CopyRows([.. Enumerable.Range(0, Count)]);

    /// <summary>Finds the row of an id.</summary>
    /// <param name="id">The sample's id.</param>
    /// <returns>The row, or -1 where the sample has no embedding.</returns>
    public int RowOf(string id) => RowOfId.GetValueOrDefault(id, -1);

    /// <summary>Finds the rows of many ids: how the samples of a cohort meet their embeddings.</summary>
    /// <param name="ids">The samples' ids.</param>
    /// <returns>One row for every id; -1 where the sample has no embedding.</returns>
    public int[] RowsOf(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return [.. ids.Select(RowOf)];
    }

    /// <inheritdoc/>
    public void Dispose() => _rows?.Dispose();

    private string Hash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] word = new byte[4];
        for (int row = 0; row < Count; row++)
        {
            byte[] id = Encoding.UTF8.GetBytes(Ids[row]);
            BinaryPrimitives.WriteInt32LittleEndian(
                word, id.Length); // the length, so that neighbours cannot run together
            hash.AppendData(word);
            hash.AppendData(id);
            hash.AppendData(MemoryMarshal.AsBytes(Row(row)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
