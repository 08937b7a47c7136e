using System.IO.Hashing;

namespace Isonomia.Datasets;

/// <summary>Keeps a column of identifiers as codes in the order they first appear; -1 where missing.</summary>
/// <remarks>Only a 128-bit hash of each distinct identifier is held, never its text: among 10⁸ identifiers two would
/// collide with a probability below 10⁻²².</remarks>
internal sealed class IdentifierSink(
    string column, MissingMarkers markers, IdentifierCodes? shared = null) : ColumnSink(column)
{
    private readonly Growing<int> _codes = new();
    private UInt128 _lastHash;
    private int _lastCode = -1;

    internal override int Count => _codes.Count;

    /// <summary>The identifiers seen so far.</summary>
    internal IdentifierCodes Identifiers { get; } = shared ?? new IdentifierCodes();

    internal ReadOnlySpan<int> Codes => _codes.Items;

    internal override void Reserve(long capacity) => _codes.Reserve(capacity);

    internal int[] Take() => _codes.Take();

    internal override void Append(DuckDbVector cells)
    {
        Span<int> target = _codes.Extend(cells.Count);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = cells.HasValue(i) ? CodeOf(cells.Bytes(i)) : -1;
        }
    }

    private int CodeOf(ReadOnlySpan<byte> text)
    {
        if (markers.Contains(text))
        {
            return -1;
        }

        UInt128 hash = XxHash128.HashToUInt128(text);
        if (hash != _lastHash || _lastCode < 0)
        {
            (_lastHash, _lastCode) = (hash, Identifiers.CodeOf(hash));
        }

        return _lastCode;
    }
}
