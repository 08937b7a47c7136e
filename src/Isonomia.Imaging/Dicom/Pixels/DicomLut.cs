namespace Isonomia.Imaging;

/// <summary>A modality or VOI look-up table (PS3.3 C.11.1.1 and C.11.2.1.1).</summary>
internal sealed class DicomLut
{
    private readonly double[] _entries;
    private readonly long _first;
    private readonly double _largest;

    private DicomLut(double[] entries, long first, int bits) =>
        (_entries, _first, _largest) = (entries, first, (1L << bits) - 1);

    internal static DicomLut? Of(DicomDataSet? item, bool isSigned, string path)
    {
        if (item is null)
        {
            return null;
        }

        double[]? descriptor = item.Numbers(DicomTag.LutDescriptor);
        double[]? data = Data(item, DicomTag.LutData);
        if (descriptor is not [>= 0, _, >= 1 and <= 16, ..] || data is not { Length: > 0 })
        {
            throw new ImageFormatException(path, "a look-up table has no usable LUTDescriptor or LUTData");
        }

        int count = descriptor[0] == 0 ? 1 << 16 : (int)descriptor[0];
        if (data.Length < count)
        {
            throw new ImageFormatException(path, $"a look-up table has {data.Length} entries, {count} were announced");
        }

        long first = (long)descriptor[1];
        return new DicomLut(
            data[..count], isSigned && first > short.MaxValue ? first - (1 << 16) : first, (int)descriptor[2]);
    }

    /// <summary>Table entries: 16-bit words, whatever representation the file states.</summary>
    internal static double[]? Data(DicomDataSet item, uint tag)
    {
        if (!item.TryGet(tag, out DicomElement? element))
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = element.Value.Span;
        double[] words = new double[bytes.Length / 2];
        DicomCursor cursor = new(bytes, item.IsBigEndian);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = cursor.UInt16(2 * i);
        }

        return words;
    }

    /// <summary>The entry of a value; values outside take the first or last.</summary>
    internal double Value(long input) => _entries[Math.Clamp(input - _first, 0, _entries.Length - 1)];

    /// <summary>The entry as a part of the largest the table's bits can say.</summary>
    internal double Fraction(long input) => Math.Min(Value(input) / _largest, 1);
}
