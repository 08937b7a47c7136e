namespace Isonomia.Imaging;

/// <summary>What a value representation says about the layout of an element (PS3.5, section 7.1.2).</summary>
internal static class DicomVr
{
    /// <summary>Whether the length field has 32 bits after two reserved bytes.</summary>
    internal static bool HasLongLength(ReadOnlySpan<byte> vr) =>
        vr.SequenceEqual("OB"u8) || vr.SequenceEqual("OW"u8) || vr.SequenceEqual("OF"u8) || vr.SequenceEqual("OD"u8)
        || vr.SequenceEqual("OL"u8) || vr.SequenceEqual("OV"u8) || vr.SequenceEqual("SQ"u8) || vr.SequenceEqual("UN"u8)
        || vr.SequenceEqual("UC"u8) || vr.SequenceEqual("UR"u8) || vr.SequenceEqual("UT"u8) || vr.SequenceEqual("SV"u8)
        || vr.SequenceEqual("UV"u8);

    /// <summary>Whether two bytes can be a value representation: two capital letters.</summary>
    internal static bool IsPossible(ReadOnlySpan<byte> vr) =>
        char.IsAsciiLetterUpper((char)vr[0]) && char.IsAsciiLetterUpper((char)vr[1]);
}
