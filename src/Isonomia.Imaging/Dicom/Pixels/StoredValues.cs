using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>Raw containers as stored values: the used bits alone, with their sign (PS3.5 section 8.1.1).</summary>
/// <remarks>Bits outside BitsStored are dropped; old files keep overlays there.</remarks>
internal readonly struct StoredValues(RawFrame raw, PixelModule module)
{
    private readonly int _shift = module.HighBit + 1 - module.BitsStored;
    private readonly uint _mask = module.BitsStored == 32 ? uint.MaxValue : (1u << module.BitsStored) - 1;

    internal int Count => module.PixelCount * module.SampleCount;

    /// <summary>Whether every container fits into a table of 65,536 rows.</summary>
    internal bool FitsTable => raw.Width <= 2;

    internal uint Container(int index) => raw.Width switch
    {
        1 => raw.Bytes.Span[index],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(raw.Bytes.Span[(2 * index)..]),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(raw.Bytes.Span[(4 * index)..]),
    };

    /// <summary>The value of a container.</summary>
    internal long Value(uint container)
    {
        uint bits = (container >> _shift) & _mask;
        return module.IsSigned && (bits >> (module.BitsStored - 1)) == 1
            ? (long)bits - (1L << module.BitsStored)
            : bits;
    }
}
