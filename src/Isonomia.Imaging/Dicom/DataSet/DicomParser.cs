using System.IO.Compression;
using System.Text;

namespace Isonomia.Imaging;

/// <summary>Reads a DICOM file into its elements; values stay where they are in the buffer.</summary>
/// <remarks>
/// <para>Own code and not GDCM's parser: ADR 0010. Every length is checked against the bytes that are there.</para>
/// <para>Source: PS3.5 sections 7 and A.4 (encapsulation), PS3.10 section 7 (preamble and file meta
/// information).</para>
/// </remarks>
internal ref struct DicomParser
{
    private const int PreambleLength = 128;
    private const int DeepestNesting = 64;
    private const long LargestInflated = 1L << 30;

    private readonly string _path;
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly DicomSyntax _syntax;
    private readonly string[] _characterSets;
    private int _position;

    private DicomParser(
        string path, ReadOnlyMemory<byte> memory, DicomSyntax syntax, int position, string[] characterSets)
    {
        (_path, _memory, _syntax, _position, _characterSets) = (path, memory, syntax, position, characterSets);
    }

    private readonly ReadOnlySpan<byte> Bytes => _memory.Span;

    /// <summary>Whether bytes look like DICOM: the mark after the preamble, or a data set from the first byte
    /// on.</summary>
    internal static bool IsDicom(ReadOnlySpan<byte> bytes) =>
        HasPreamble(bytes)
        || (bytes is [2 or 4 or 8, 0, ..] or [0, 2 or 4 or 8, ..] && bytes.Length >= 16
            && DicomSyntax.Fitting(bytes, null) is not null);

    internal static DicomContent Parse(ReadOnlyMemory<byte> file, string path)
    {
        if (file.IsEmpty)
        {
            throw new ImageFormatException(path, "the file is empty; a DICOM file was expected");
        }

        int start = HasPreamble(file.Span) ? PreambleLength + 4 : 0;
        if (start == 0 && !IsDicom(file.Span))
        {
            throw new ImageFormatException(
                path, "neither the mark 'DICM' after 128 bytes nor a data set was found; a DICOM file was expected");
        }

        DicomDataSet meta = new(isBigEndian: false);
        DicomParser head = new(path, file, DicomSyntax.ExplicitLittleEndian, start, []);
        head.ReadMeta(meta);
        string? stated = meta.Code(DicomTag.TransferSyntaxUid);
        int position = head._position;
        if (position >= file.Length)
        {
            return new DicomContent(
                new DicomDataSet(false), stated ?? DicomSyntax.ImplicitLittleEndianUid, IsGuessed: false);
        }

        DicomSyntax? wanted = stated is null ? null : DicomSyntax.Of(stated);
        DicomSyntax syntax = DicomSyntax.Fitting(file.Span[position..], wanted) ?? throw new ImageFormatException(
            path, "no element starts after the file meta information; a data set was expected");
        if (syntax.IsDeflated)
        {
            file = Inflate(file[position..], path);
            position = 0;
        }

        DicomDataSet dataSet = new(syntax.IsBigEndian);
        DicomParser body = new(path, file, syntax, position, []);
        body.ReadDataSet(dataSet, file.Length, depth: 0);
        return new DicomContent(dataSet, UidOf(syntax, stated), IsGuessed: stated is null || syntax != wanted);
    }

    private static bool HasPreamble(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= PreambleLength + 4 && bytes.Slice(PreambleLength, 4).SequenceEqual("DICM"u8);

    /// <summary>A compressed syntax that was stated stays; only the layout of the data set was guessed.</summary>
    private static string UidOf(DicomSyntax syntax, string? stated) =>
        stated is not null && (syntax == DicomSyntax.Of(stated) || !DicomSyntax.IsUncompressed(stated)) ? stated
        : syntax.IsBigEndian ? DicomSyntax.ExplicitBigEndianUid
        : syntax.IsExplicit ? DicomSyntax.ExplicitLittleEndianUid
        : DicomSyntax.ImplicitLittleEndianUid;

    private static byte[] Inflate(ReadOnlyMemory<byte> packed, string path)
    {
        using MemoryStream source = new(packed.ToArray(), writable: false);
        using DeflateStream deflate = new(source, CompressionMode.Decompress);
        using MemoryStream target = new();
        byte[] chunk = new byte[1 << 16];
        try
        {
            for (int read = deflate.Read(chunk); read > 0; read = deflate.Read(chunk))
            {
                target.Write(chunk, 0, read);
                if (target.Length > LargestInflated)
                {
                    throw new ImageFormatException(
                        path, "the deflated data set unpacks to more than 1 GiB and is refused");
                }
            }
        }
        catch (InvalidDataException damage)
        {
            throw new ImageFormatException(path, "the deflated data set is damaged", damage);
        }

        return target.ToArray();
    }

    private void ReadMeta(DicomDataSet meta)
    {
        while (_position + 8 <= Bytes.Length && Bytes[_position] == 0x02 && Bytes[_position + 1] == 0x00)
        {
            // Some writers leave the file meta information in implicit form; then no letters follow the tag.
            if (!DicomVr.IsPossible(Bytes.Slice(_position + 4, 2)))
            {
                DicomParser other = new(_path, _memory, DicomSyntax.ImplicitLittleEndian, _position, []);
                other.ReadMetaElements(meta);
                _position = other._position;
                return;
            }

            meta.Add(ReadElement(Bytes.Length, 0));
        }
    }

    private void ReadMetaElements(DicomDataSet meta)
    {
        while (_position + 8 <= Bytes.Length && Bytes[_position] == 0x02 && Bytes[_position + 1] == 0x00)
        {
            meta.Add(ReadElement(Bytes.Length, 0));
        }
    }

    private void ReadDataSet(DicomDataSet dataSet, int end, int depth)
    {
        while (_position + 8 <= end)
        {
            uint tag = PeekTag();
            if (tag == DicomTag.ItemDelimitation)
            {
                _position += 8;
                return;
            }

            // Zero bytes after the last element are padding, and a sequence delimiter outside a sequence is a stray
            // one.
            if (tag == 0 && depth == 0 && Bytes[_position..end].IndexOfAnyExcept((byte)0) < 0)
            {
                return;
            }

            if (tag == DicomTag.SequenceDelimitation)
            {
                _position += depth == 0 ? 8 : 0;
                if (depth > 0)
                {
                    return;
                }

                continue;
            }

            dataSet.Add(ReadElement(end, depth, dataSet));
        }

        if (depth == 0)
        {
            _position = end;
        }
    }

    private DicomElement ReadElement(int end, int depth, DicomDataSet? parent = null)
    {
        uint tag = PeekTag();
        (string vr, uint length) = ReadHead(tag, end);
        if (tag is DicomTag.PixelData && length == uint.MaxValue)
        {
            return ReadFragments(tag, vr, end);
        }

        bool isSequence = vr == "SQ" || length == uint.MaxValue
            || (vr is "" or "UN" && length >= 8 && _position + 8 <= end && PeekTag() == DicomTag.Item
                && tag is not (DicomTag.PixelData or DicomTag.FloatPixelData or DicomTag.DoubleFloatPixelData));
        if (isSequence)
        {
            return ReadSequence(tag, vr, length, end, depth, parent);
        }

        int available = end - _position;
        if (length > available)
        {
            if (tag is not (DicomTag.PixelData or DicomTag.FloatPixelData or DicomTag.DoubleFloatPixelData))
            {
                throw Truncated(tag, length, available);
            }

            // The picture's frames are looked at one by one: those that are whole can still be read.
            ReadOnlyMemory<byte> rest = _memory.Slice(_position, available);
            _position = end;
            return new DicomElement(tag, vr, rest) { AnnouncedLength = length };
        }

        ReadOnlyMemory<byte> value = _memory.Slice(_position, (int)length);
        _position += (int)length;
        return new DicomElement(tag, vr, value) { AnnouncedLength = length };
    }

    private (string Vr, uint Length) ReadHead(uint tag, int end)
    {
        DicomCursor cursor = new(Bytes, _syntax.IsBigEndian);
        int at = _position;
        bool isExplicit = _syntax.IsExplicit && tag >> 16 != 0xFFFE;
        bool hasVr = DicomVr.IsPossible(Bytes.Slice(at + 4, 2));
        if (!isExplicit || (!hasVr && cursor.UInt32(at + 4) <= end - at - 8))
        {
            _position = at + 8;
            return (string.Empty, cursor.UInt32(at + 4));
        }

        // A writer that put something else than two letters: a length of 16 bits is what DCMTK assumes.
        if (!hasVr)
        {
            _position = at + 8;
            return (string.Empty, cursor.UInt16(at + 6));
        }

        string vr = Encoding.ASCII.GetString(Bytes.Slice(at + 4, 2));
        if (!DicomVr.HasLongLength(Bytes.Slice(at + 4, 2)))
        {
            _position = at + 8;
            return (vr, cursor.UInt16(at + 6));
        }

        if (at + 12 > end)
        {
            throw Truncated(tag, 12, end - at);
        }

        _position = at + 12;
        return (vr, cursor.UInt32(at + 8));
    }

    private DicomElement ReadSequence(uint tag, string vr, uint length, int end, int depth, DicomDataSet? parent)
    {
        if (depth >= DeepestNesting)
        {
            throw new ImageFormatException(
                _path, $"element {DicomTag.Text(tag)} is nested more than {DeepestNesting} levels deep and is refused");
        }

        if (length != uint.MaxValue && length > end - _position)
        {
            throw Truncated(tag, length, end - _position);
        }

        // An element of unknown representation and undefined length is a sequence in implicit form (PS3.5 section
        // 6.2.2).
        DicomSyntax syntax = vr == "UN" ? DicomSyntax.ImplicitLittleEndian : _syntax;
        string[] sets = parent?.CharacterSets() ?? _characterSets;
        DicomParser inner = new(_path, _memory, syntax, _position, sets);
        int stop = length == uint.MaxValue ? end : _position + (int)length;
        List<DicomDataSet> items = inner.ReadItems(tag, stop, length == uint.MaxValue, depth);
        _position = length == uint.MaxValue ? inner._position : stop;
        return new DicomElement(tag, "SQ", default) { Items = items, AnnouncedLength = length };
    }

    private List<DicomDataSet> ReadItems(uint sequence, int stop, bool isOpen, int depth)
    {
        List<DicomDataSet> items = [];
        while (_position + 8 <= stop)
        {
            uint tag = PeekTag();
            uint length = new DicomCursor(Bytes, _syntax.IsBigEndian).UInt32(_position + 4);
            if (tag == DicomTag.SequenceDelimitation)
            {
                _position += 8;
                return items;
            }

            if (tag != DicomTag.Item)
            {
                throw new ImageFormatException(
                    _path,
                    $"the sequence {DicomTag.Text(sequence)} holds {DicomTag.Text(tag)} where an item was expected");
            }

            _position += 8;
            if (length != uint.MaxValue && length > stop - _position)
            {
                throw Truncated(sequence, length, stop - _position);
            }

            int end = length == uint.MaxValue ? stop : _position + (int)length;
            DicomDataSet item = new(_syntax.IsBigEndian) { Inherited = _characterSets };
            ReadDataSet(item, end, depth + 1);
            _position = length == uint.MaxValue ? _position : end;
            items.Add(item);
        }

        return isOpen && _position < stop
            ? throw new ImageFormatException(
                _path, $"the file is truncated: sequence {DicomTag.Text(sequence)} does not end")
            : items;
    }

    private DicomElement ReadFragments(uint tag, string vr, int end)
    {
        List<ReadOnlyMemory<byte>> fragments = [];
        ReadOnlyMemory<byte> table = default;
        bool isFirst = true;
        while (_position + 8 <= end)
        {
            uint found = PeekTag();
            uint length = new DicomCursor(Bytes, _syntax.IsBigEndian).UInt32(_position + 4);
            _position += 8;
            if (found != DicomTag.Item)
            {
                // The delimiter, or something strange after the last whole fragment: what was read so far counts.
                break;
            }

            int available = end - _position;
            ReadOnlyMemory<byte> value = _memory.Slice(_position, (int)Math.Min(length, available));
            _position += value.Length;
            if (isFirst)
            {
                (table, isFirst) = (value, false);
            }
            else
            {
                fragments.Add(value);
            }
        }

        return new DicomElement(tag, vr, default) { Fragments = fragments, OffsetTable = table };
    }

    private readonly uint PeekTag() => new DicomCursor(Bytes, _syntax.IsBigEndian).Tag(_position);

    private readonly ImageFormatException Truncated(uint tag, long length, long available) => new(
        _path,
        $"the file is truncated or damaged: element {DicomTag.Text(tag)} announces {length} bytes, {available} are "
            + $"left");
}
