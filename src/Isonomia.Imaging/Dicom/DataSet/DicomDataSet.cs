using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Isonomia.Imaging;

/// <summary>The elements of one data set or item, by tag.</summary>
internal sealed class DicomDataSet(bool isBigEndian)
{
    private readonly Dictionary<uint, DicomElement> _elements = [];

    internal int Count => _elements.Count;

    internal bool IsBigEndian => isBigEndian;

    /// <summary>Adds an element; of two with one tag the first counts, as in the reference programs.</summary>
    internal void Add(DicomElement element) => _elements.TryAdd(element.Tag, element);

    internal bool TryGet(uint tag, [NotNullWhen(true)] out DicomElement? element) =>
        _elements.TryGetValue(tag, out element);

    internal bool Has(uint tag) => _elements.ContainsKey(tag);

    /// <summary>The first item of a sequence, or null.</summary>
    internal DicomDataSet? Item(uint sequence, int index = 0) =>
        TryGet(sequence, out DicomElement? element) && element.Items is { } items && index < items.Count
            ? items[index]
            : null;

    /// <summary>The text in the file's character sets, without padding; null where absent or empty.</summary>
    internal string? Text(uint tag)
    {
        if (!TryGet(tag, out DicomElement? element) || element.Value.IsEmpty)
        {
            return null;
        }

        string text = DicomText.Decode(element.Value.Span, CharacterSets()).Trim('\0', ' ', '\t', '\r', '\n');
        return text.Length == 0 ? null : text;
    }

    /// <summary>The first of several values separated by backslashes, of an element in plain ASCII.</summary>
    internal string? Code(uint tag) => Codes(tag) is [{ Length: > 0 } first, ..] ? first : null;

    internal string[] Codes(uint tag) => TryGet(tag, out DicomElement? element) && !element.Value.IsEmpty
        ? [.. Encoding.Latin1.GetString(element.Value.Span).Split('\\').Select(value => value.Trim('\0', ' '))]
        : [];

    /// <summary>The numbers of an element in decimal text (DS, IS) or binary (US, SS, UL, SL, FL, FD).</summary>
    /// <returns>The numbers; empty where absent; null where the value is no list of numbers.</returns>
    internal double[]? Numbers(uint tag, bool isSigned = false)
    {
        if (!TryGet(tag, out DicomElement? element) || element.Value.IsEmpty)
        {
            return [];
        }

        ReadOnlySpan<byte> bytes = element.Value.Span;
        string vr = element.Vr.Length > 0 && element.Vr != "UN" ? element.Vr : GuessVr(tag);
        return vr switch
        {
            "FL" => Binary(bytes, 4, (b, big) => big
                ? BinaryPrimitives.ReadSingleBigEndian(b) : BinaryPrimitives.ReadSingleLittleEndian(b)),
            "FD" => Binary(bytes, 8, (b, big) => big
                ? BinaryPrimitives.ReadDoubleBigEndian(b) : BinaryPrimitives.ReadDoubleLittleEndian(b)),
            "UL" => Binary(bytes, 4, (b, big) => new DicomCursor(b, big).UInt32(0)),
            "SL" => Binary(bytes, 4, (b, big) => (int)new DicomCursor(b, big).UInt32(0)),
            "SS" => Binary(bytes, 2, (b, big) => (short)new DicomCursor(b, big).UInt16(0)),
            "US" or "OW" when isSigned => Binary(bytes, 2, (b, big) => (short)new DicomCursor(b, big).UInt16(0)),
            "US" or "OW" => Binary(bytes, 2, (b, big) => new DicomCursor(b, big).UInt16(0)),
            _ => Decimals(bytes),
        };
    }

    /// <summary>The first number of an element, or null where there is none that can be read.</summary>
    internal double? Number(uint tag) => Numbers(tag) is [double first, ..] ? first : null;

    /// <summary>The defined terms of SpecificCharacterSet; items without their own take their parent's.</summary>
    internal string[] CharacterSets() => Codes(DicomTag.SpecificCharacterSet) is { Length: > 0 } own ? own : Inherited;

    /// <summary>The character sets of the enclosing data set.</summary>
    internal string[] Inherited { get; init; } = [];

    /// <summary>The representation of the elements we read as numbers, for files that do not state it
    /// (PS3.6).</summary>
    private static string GuessVr(uint tag) => tag switch
    {
        DicomTag.NumberOfFrames or DicomTag.InstanceNumber => "IS",
        DicomTag.WindowCenter or DicomTag.WindowWidth or DicomTag.RescaleSlope or DicomTag.RescaleIntercept => "DS",
        DicomTag.PixelSpacing => "DS",
        _ when tag >> 16 == 0x0028 => "US",
        _ => "DS",
    };

    private double[]? Binary(ReadOnlySpan<byte> bytes, int width, BinaryReader read)
    {
        if (bytes.Length < width)
        {
            return null;
        }

        double[] numbers = new double[bytes.Length / width];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = read(bytes.Slice(i * width, width), isBigEndian);
        }

        return numbers;
    }

    private static double[]? Decimals(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.Latin1.GetString(bytes).Trim('\0', ' ');
        if (text.Length == 0)
        {
            return [];
        }

        string[] parts = text.Split('\\');
        double[] numbers = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i].Trim('\0', ' ');
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }

    private delegate double BinaryReader(ReadOnlySpan<byte> bytes, bool isBigEndian);
}
