using System.IO.Hashing;
using System.Text;

namespace Isonomia.Datasets;

/// <summary>Gives every distinct text a code, by its bytes and without a string a row.</summary>
internal sealed class TextCodes(MissingMarkers markers, int limit)
{
    private readonly List<byte[]> _texts = [];
    private readonly List<int> _codes = [];
    private readonly List<string> _names = [];
    private int[] _slots = new int[64];
    private int _last = -1;

    internal IReadOnlyList<string> Names => _names;

    /// <summary>The code of a text: -1 if it means missing, -2 if it is new and the limit is reached.</summary>
    internal int CodeOf(ReadOnlySpan<byte> text)
    {
        if (_last >= 0 && text.SequenceEqual(_texts[_last]))
        {
            return _codes[_last];
        }

        int mask = _slots.Length - 1;
        int slot = (int)XxHash3.HashToUInt64(text) & mask;
        while (_slots[slot] != 0)
        {
            int entry = _slots[slot] - 1;
            if (text.SequenceEqual(_texts[entry]))
            {
                _last = entry;
                return _codes[entry];
            }

            slot = (slot + 1) & mask;
        }

        return Add(text);
    }

    private int Add(ReadOnlySpan<byte> text)
    {
        int code = -1;
        if (!markers.Contains(text))
        {
            if (_names.Count == limit)
            {
                return -2;
            }

            code = _names.Count;
            _names.Add(Encoding.UTF8.GetString(text));
        }
        else if (text.Length > 64)
        {
            return -1;
        }

        _texts.Add(text.ToArray());
        _codes.Add(code);
        _last = _texts.Count - 1;
        if (_texts.Count * 2 > _slots.Length)
        {
            _slots = new int[_slots.Length * 2];
            for (int entry = 0; entry < _last; entry++)
            {
                Place(entry);
            }
        }

        Place(_last);
        return code;
    }

    private void Place(int entry)
    {
        int mask = _slots.Length - 1;
        int slot = (int)XxHash3.HashToUInt64(_texts[entry]) & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = entry + 1;
    }
}
