using System.Text;

namespace Isonomia.Datasets;

/// <summary>One column of one chunk.</summary>
internal readonly unsafe ref struct DuckDbVector
{
    private const int InlineBytes = 12;
    private const int StringBytes = 16;

    private readonly void* _values;
    private readonly ulong* _validity;
    private readonly int _type;

    internal DuckDbVector(nint vector, int type, int count)
    {
        _values = DuckDbNative.VectorValues(vector);
        _validity = DuckDbNative.VectorValidity(vector);
        _type = type;
        Count = count;
    }

    /// <summary>How many rows.</summary>
    internal int Count { get; }

    /// <summary>Whether the values are doubles; they are text otherwise.</summary>
    internal bool HoldsNumbers => _type == DuckDbNative.TypeDouble;

    /// <summary>The doubles, also where the row is NULL.</summary>
    internal ReadOnlySpan<double> Numbers => _type == DuckDbNative.TypeDouble
        ? new ReadOnlySpan<double>(_values, Count)
        : throw new InvalidOperationException($"The column has the engine's type {_type}, not DOUBLE.");

    /// <summary>The 64-bit integers, also where the row is NULL.</summary>
    internal ReadOnlySpan<long> Integers => _type == DuckDbNative.TypeInt64
        ? new ReadOnlySpan<long>(_values, Count)
        : throw new InvalidOperationException($"The column has the engine's type {_type}, not BIGINT.");

    /// <summary>Whether a row has a value (is not NULL).</summary>
    internal bool HasValue(int row) => _validity is null || (_validity[row >> 6] & (1UL << (row & 63))) != 0;

    /// <summary>The UTF-8 bytes of a row: at most 12 lie in the cell itself, more behind its pointer.</summary>
    internal ReadOnlySpan<byte> Bytes(int row)
    {
        byte* cell = (byte*)_values + ((long)row * StringBytes);
        int length = *(int*)cell;
        return length <= InlineBytes
            ? new ReadOnlySpan<byte>(cell + sizeof(int), length)
            : new ReadOnlySpan<byte>(*(byte**)(cell + sizeof(long)), length);
    }

    /// <summary>The text of a row, or null.</summary>
    internal string? Text(int row)
    {
        if (_type != DuckDbNative.TypeText)
        {
            throw new InvalidOperationException($"The column has the engine's type {_type}, not VARCHAR.");
        }

        return HasValue(row) ? Encoding.UTF8.GetString(Bytes(row)) : null;
    }
}
