using System.Buffers.Binary;
using System.Text;

namespace Isonomia.Tests;

/// <summary>Makes DICOM files from the standard alone, so that our reader meets bytes no library wrote.</summary>
internal sealed class DicomBytes
{
    private readonly SortedDictionary<uint, byte[]> _elements = [];
    private readonly string _transferSyntax;

    internal DicomBytes(string transferSyntax = "1.2.840.10008.1.2.1") => _transferSyntax = transferSyntax;

    /// <summary>A gray picture with the elements it needs.</summary>
    internal static DicomBytes Gray(int columns, int rows, int bits, params ReadOnlySpan<ushort> samples)
    {
        byte[] pixels = new byte[samples.Length * (bits > 8 ? 2 : 1)];
        for (int i = 0; i < samples.Length; i++)
        {
            if (bits > 8)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(pixels.AsSpan(2 * i), samples[i]);
            }
            else
            {
                pixels[i] = (byte)samples[i];
            }
        }

        return new DicomBytes()
            .Text(0x0008_0060, "CS", "OT")
            .Number(0x0028_0002, 1).Text(0x0028_0004, "CS", "MONOCHROME2")
            .Number(0x0028_0010, (ushort)rows).Number(0x0028_0011, (ushort)columns)
            .Number(0x0028_0100, (ushort)(bits > 8 ? 16 : 8)).Number(0x0028_0101, (ushort)bits)
            .Number(0x0028_0102, (ushort)(bits - 1)).Number(0x0028_0103, 0)
            .Raw(0x7FE0_0010, "OW", pixels);
    }

    internal DicomBytes Text(uint tag, string vr, string value)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(value);
        return Raw(tag, vr, bytes.Length % 2 == 0 ? bytes : [.. bytes, vr == "UI" ? (byte)0 : (byte)' ']);
    }

    internal DicomBytes Number(uint tag, params ReadOnlySpan<ushort> values)
    {
        byte[] bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), values[i]);
        }

        return Raw(tag, "US", bytes);
    }

    /// <summary>A sequence with one item of defined length.</summary>
    internal DicomBytes Sequence(uint tag, DicomBytes item)
    {
        byte[] body = item.Elements();
        byte[] head = [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), body.Length);
        return Raw(tag, "SQ", [.. head, .. body]);
    }

    internal DicomBytes Raw(uint tag, string vr, byte[] value)
    {
        byte[] element = new byte[
            (vr is "OB" or "OW" or "SQ" or "UN" or "UT" or "OF" or "OD" ? 12 : 8) + value.Length + (value.Length & 1)];
        BinaryPrimitives.WriteUInt16LittleEndian(element, (ushort)(tag >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(element.AsSpan(2), (ushort)tag);
        Encoding.ASCII.GetBytes(vr, element.AsSpan(4));
        int length = value.Length + (value.Length & 1);
        if (vr is "OB" or "OW" or "SQ" or "UN" or "UT" or "OF" or "OD")
        {
            BinaryPrimitives.WriteInt32LittleEndian(element.AsSpan(8), length);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(element.AsSpan(6), (ushort)length);
        }

        value.CopyTo(element.AsSpan(element.Length - length));
        _elements[tag] = element;
        return this;
    }

    internal DicomBytes Without(uint tag)
    {
        _elements.Remove(tag);
        return this;
    }

    internal byte[] Elements() => [.. _elements.Values.SelectMany(element => element)];

    internal byte[] File()
    {
        byte[] meta = new DicomBytes().Text(0x0002_0010, "UI", _transferSyntax).Elements();
        return [.. new byte[128], .. "DICM"u8, .. meta, .. Elements()];
    }
}
