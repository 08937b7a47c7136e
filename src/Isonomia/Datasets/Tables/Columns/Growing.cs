namespace Isonomia.Datasets;

/// <summary>An array that grows; it is handed over without a copy where the capacity was guessed right.</summary>
internal sealed class Growing<T>
{
    private const int FirstCapacity = 4096;

    private T[] _items = [];

    internal int Count { get; private set; }

    internal ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    /// <summary>The same to write to.</summary>
    internal Span<T> Writable => _items.AsSpan(0, Count);

    /// <summary>Makes room for a number of items in all.</summary>
    internal void Reserve(long capacity)
    {
        if (capacity > _items.Length)
        {
            Array.Resize(ref _items, (int)Math.Min(capacity, Array.MaxLength));
        }
    }

    /// <summary>Adds room for items and returns it.</summary>
    internal Span<T> Extend(int count)
    {
        if (Count + count > _items.Length)
        {
            Reserve(Math.Max(Math.Max(FirstCapacity, (long)Count + count), _items.Length + (_items.Length / 2L)));
        }

        Count += count;
        return _items.AsSpan(Count - count, count);
    }

    /// <summary>Hands the array over; this object is empty afterwards.</summary>
    internal T[] Take()
    {
        if (_items.Length != Count)
        {
            Array.Resize(ref _items, Count);
        }

        T[] items = _items;
        (_items, Count) = ([], 0);
        return items;
    }
}
