namespace Isonomia.Imaging;

/// <summary>How a data set is written: explicit or implicit value representations, byte order, deflated or
/// not.</summary>
internal sealed record DicomSyntax(bool IsExplicit, bool IsBigEndian, bool IsDeflated)
{
    internal const string ImplicitLittleEndianUid = "1.2.840.10008.1.2";
    internal const string ExplicitLittleEndianUid = "1.2.840.10008.1.2.1";
    internal const string DeflatedUid = "1.2.840.10008.1.2.1.99";
    internal const string ExplicitBigEndianUid = "1.2.840.10008.1.2.2";

    private const int HighestFirstGroup = 0x0200;

    internal static DicomSyntax ImplicitLittleEndian { get; } = new(false, false, false);

    internal static DicomSyntax ExplicitLittleEndian { get; } = new(true, false, false);

    internal static DicomSyntax ExplicitBigEndian { get; } = new(true, true, false);

    internal static DicomSyntax ImplicitBigEndian { get; } = new(false, true, false);

    /// <summary>Whether a transfer syntax says nothing but how elements are written.</summary>
    internal static bool IsUncompressed(string uid) =>
        uid is ImplicitLittleEndianUid or ExplicitLittleEndianUid or DeflatedUid or ExplicitBigEndianUid;

    /// <summary>The syntax of a transfer syntax UID; every compressed one is explicit, little endian.</summary>
    internal static DicomSyntax Of(string uid) => uid switch
    {
        ImplicitLittleEndianUid => ImplicitLittleEndian,
        ExplicitBigEndianUid => ExplicitBigEndian,
        DeflatedUid => new DicomSyntax(true, false, true),
        _ => ExplicitLittleEndian,
    };

    /// <summary>The syntax under which the first bytes are an element, preferring the one the file states.</summary>
    /// <returns>The syntax; the stated one where none fits; null where none fits and none is stated.</returns>
    internal static DicomSyntax? Fitting(ReadOnlySpan<byte> bytes, DicomSyntax? stated)
    {
        if (stated is not null && (stated.IsDeflated || Fits(bytes, stated)))
        {
            return stated;
        }

        foreach (DicomSyntax syntax in
            (ReadOnlySpan<DicomSyntax>)[
                ExplicitLittleEndian, ImplicitLittleEndian, ExplicitBigEndian, ImplicitBigEndian])
        {
            if (Fits(bytes, syntax))
            {
                return syntax;
            }
        }

        return stated;
    }

    /// <summary>Whether the bytes start like a data set: a low group number, and a value that ends within the
    /// bytes.</summary>
    private static bool Fits(ReadOnlySpan<byte> bytes, DicomSyntax syntax)
    {
        if (bytes.Length < 8)
        {
            return false;
        }

        DicomCursor cursor = new(bytes, syntax.IsBigEndian);
        if (cursor.UInt16(0) is 0 or > HighestFirstGroup)
        {
            return false;
        }

        bool letters = char.IsAsciiLetterUpper((char)bytes[4]) && char.IsAsciiLetterUpper((char)bytes[5]);
        return syntax.IsExplicit
            ? letters && (DicomVr.HasLongLength(bytes[4..6]) || cursor.UInt16(6) <= bytes.Length - 8)
            : !letters && (cursor.UInt32(4) <= bytes.Length - 8 || cursor.UInt32(4) == uint.MaxValue);
    }
}
