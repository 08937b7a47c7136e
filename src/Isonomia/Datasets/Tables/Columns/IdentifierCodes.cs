namespace Isonomia.Datasets;

/// <summary>
/// A table from 128-bit hashes to codes 0, 1, 2, … in the order of first appearance (open addressing).
/// </summary>
internal sealed class IdentifierCodes
{
    private const int FirstSlots = 1024;
    private const double Fullest = 0.7;

    private UInt128[] _hashes = new UInt128[FirstSlots];
    private int[] _codes = new int[FirstSlots];

    /// <summary>How many distinct hashes there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The code of a hash; a new one where it was not seen before.</summary>
    internal int CodeOf(UInt128 hash)
    {
        int slot = Slot(hash);
        if (_codes[slot] != 0)
        {
            return _codes[slot] - 1;
        }

        if (Count + 1 > _codes.Length * Fullest)
        {
            Grow();
            slot = Slot(hash);
        }

        _hashes[slot] = hash;
        _codes[slot] = ++Count;
        return Count - 1;
    }

    private int Slot(UInt128 hash)
    {
        int mask = _codes.Length - 1;
        int slot = (int)(ulong)hash & mask;
        while (_codes[slot] != 0 && _hashes[slot] != hash)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        (UInt128[] hashes, int[] codes) = (_hashes, _codes);
        _hashes = new UInt128[hashes.Length * 2];
        _codes = new int[codes.Length * 2];
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] != 0)
            {
                int slot = Slot(hashes[i]);
                (_hashes[slot], _codes[slot]) = (hashes[i], codes[i]);
            }
        }
    }
}
