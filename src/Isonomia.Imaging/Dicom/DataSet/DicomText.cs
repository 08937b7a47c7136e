using System.Text;

namespace Isonomia.Imaging;

/// <summary>Text in DICOM's character sets, with and without code extensions.</summary>
/// <remarks>Source: PS3.3 C.12.1.1.2 and PS3.5 section 6.1 (ISO 2022 escapes). Bytes that fit no set become U+FFFD, so
/// a damaged text is never an exception.</remarks>
internal static class DicomText
{
    private const byte Escape = 0x1B;

    internal static string Decode(ReadOnlySpan<byte> bytes, ReadOnlySpan<string> characterSets)
    {
        Encoding start = characterSets.Length == 0 ? Encoding.Latin1 : Single(characterSets[0]);
        if (bytes.IndexOf(Escape) < 0)
        {
            return start.GetString(bytes);
        }

        StringBuilder text = new();
        (Encoding encoding, bool isShifted, bool isSupplement) = (start, false, false);
        int from = 0;
        while (from < bytes.Length)
        {
            int at = bytes[from..].IndexOf(Escape);
            ReadOnlySpan<byte> part = at < 0 ? bytes[from..] : bytes.Slice(from, at);
            AppendPart(text, part, encoding, start, isShifted, isSupplement);
            if (at < 0)
            {
                break;
            }

            from += at;
            (encoding, isShifted, isSupplement, int length) = Sequence(bytes[from..], start);
            from += length;
        }

        return text.ToString();
    }

    /// <summary>Appends text between two escapes; a line end or a delimiter switches back to the first set.</summary>
    private static void AppendPart(
        StringBuilder text, ReadOnlySpan<byte> part, Encoding encoding, Encoding start, bool isShifted,
        bool isSupplement)
    {
        if (!isShifted)
        {
            text.Append(encoding.GetString(part));
            return;
        }

        // Two 7-bit bytes a character; with the high bits set they are the same character in the EUC form .NET knows.
        byte[] shifted = part.ToArray();
        for (int i = 0; i + 1 < shifted.Length; i += 2)
        {
            shifted[i] |= 0x80;
            if (!isSupplement)
            {
                shifted[i + 1] |= 0x80; // code page 20932 marks JIS X 0212 by a second byte without the high bit
            }
        }

        text.Append(encoding.GetString(shifted));
        _ = start;
    }

    private static (Encoding Encoding, bool IsShifted, bool IsSupplement, int Length) Sequence(
        ReadOnlySpan<byte> bytes, Encoding start)
    {
        ReadOnlySpan<byte> code = bytes[1..];
        return code switch
        {
            [0x28, 0x42, ..] => (Encoding.ASCII, false, false, 3),
            [0x28, 0x4A, ..] => (Page(932), false, false, 3),
            [0x29, 0x49, ..] => (Page(932), false, false, 3),
            [0x24, 0x42, ..] => (Page(20932), true, false, 3),
            [0x24, 0x28, 0x44, ..] => (Page(20932), true, true, 4),
            [0x24, 0x29, 0x43, ..] => (Page(51949), false, false, 4),
            [0x24, 0x29, 0x41, ..] => (Page(936), false, false, 4),
            [0x2D, 0x41, ..] => (Page(28591), false, false, 3),
            [0x2D, 0x42, ..] => (Page(28592), false, false, 3),
            [0x2D, 0x43, ..] => (Page(28593), false, false, 3),
            [0x2D, 0x44, ..] => (Page(28594), false, false, 3),
            [0x2D, 0x4C, ..] => (Page(28595), false, false, 3),
            [0x2D, 0x47, ..] => (Page(28596), false, false, 3),
            [0x2D, 0x46, ..] => (Page(28597), false, false, 3),
            [0x2D, 0x48, ..] => (Page(28598), false, false, 3),
            [0x2D, 0x4D, ..] => (Page(28599), false, false, 3),
            [0x2D, 0x54, ..] => (Page(874), false, false, 3),
            _ => (start, false, false, 1),
        };
    }

    private static Encoding Single(string term) => term switch
    {
        "ISO_IR 100" or "ISO 2022 IR 100" or "ISO_IR 6" or "ISO 2022 IR 6" or "" => Encoding.Latin1,
        "ISO_IR 101" or "ISO 2022 IR 101" => Page(28592),
        "ISO_IR 109" or "ISO 2022 IR 109" => Page(28593),
        "ISO_IR 110" or "ISO 2022 IR 110" => Page(28594),
        "ISO_IR 144" or "ISO 2022 IR 144" => Page(28595),
        "ISO_IR 127" or "ISO 2022 IR 127" => Page(28596),
        "ISO_IR 126" or "ISO 2022 IR 126" => Page(28597),
        "ISO_IR 138" or "ISO 2022 IR 138" => Page(28598),
        "ISO_IR 148" or "ISO 2022 IR 148" => Page(28599),
        "ISO_IR 203" or "ISO 2022 IR 203" => Page(28605),
        "ISO_IR 166" or "ISO 2022 IR 166" => Page(874),
        "ISO_IR 13" or "ISO 2022 IR 13" => Page(932),
        "ISO 2022 IR 149" => Page(51949),
        "ISO_IR 192" => Encoding.UTF8,
        "GB18030" => Page(54936),
        "GBK" or "ISO 2022 IR 58" => Page(936),
        _ => Encoding.Latin1,
    };

    private static Encoding Page(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
}
