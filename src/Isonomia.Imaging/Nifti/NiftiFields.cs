using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>The raw fields of a header of either version, in either byte order.</summary>
internal readonly ref struct NiftiFields(ReadOnlySpan<byte> bytes, bool isBigEndian, bool IsSecond)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    internal bool IsSecond { get; } = IsSecond;

    internal long AxisCount => IsSecond ? Int64(16) : Int16(40);

    internal short Type => Int16(IsSecond ? 12 : 70);

    internal double DataOffset => IsSecond ? Int64(168) : Single(108);

    internal double Slope => IsSecond ? Double(176) : Single(112);

    internal double Intercept => IsSecond ? Double(184) : Single(116);

    /// <summary>Spatial units: 1 is meters, 3 micrometers; millimeters where none is given.</summary>
    internal double MillimetersPerUnit => (IsSecond ? Int32(500) & 7 : _bytes[123] & 7) switch
    {
        1 => 1000,
        3 => 0.001,
        _ => 1,
    };

    internal int QformCode => IsSecond ? Int32(344) : Int16(252);

    internal int SformCode => IsSecond ? Int32(348) : Int16(254);

    /// <summary>The sign of the third axis of the qform: pixdim[0] below 0 means a left-handed grid.</summary>
    internal double HandSign => (IsSecond ? Double(104) : Single(76)) < 0 ? -1 : 1;

    internal bool HasMagic(ReadOnlySpan<byte> magic) => _bytes.Slice(IsSecond ? 4 : 344, 3).SequenceEqual(magic);

    internal long AxisSize(int axis) => IsSecond ? Int64(24 + (8 * axis)) : Int16(42 + (2 * axis));

    internal double Spacing(int axis) => IsSecond ? Double(112 + (8 * axis)) : Single(80 + (4 * axis));

    /// <summary>quatern_b, c, d and qoffset_x, y, z.</summary>
    internal double Quaternion(int index) => IsSecond ? Double(352 + (8 * index)) : Single(256 + (4 * index));

    /// <summary>srow_x, srow_y and srow_z, row by row.</summary>
    internal double Sform(int row, int column) => IsSecond
        ? Double(400 + (8 * ((4 * row) + column)))
        : Single(280 + (4 * ((4 * row) + column)));

    private short Int16(int offset) => isBigEndian
        ? BinaryPrimitives.ReadInt16BigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadInt16LittleEndian(_bytes[offset..]);

    private int Int32(int offset) => isBigEndian
        ? BinaryPrimitives.ReadInt32BigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadInt32LittleEndian(_bytes[offset..]);

    private long Int64(int offset) => isBigEndian
        ? BinaryPrimitives.ReadInt64BigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadInt64LittleEndian(_bytes[offset..]);

    private float Single(int offset) => isBigEndian
        ? BinaryPrimitives.ReadSingleBigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadSingleLittleEndian(_bytes[offset..]);

    private double Double(int offset) => isBigEndian
        ? BinaryPrimitives.ReadDoubleBigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadDoubleLittleEndian(_bytes[offset..]);
}
