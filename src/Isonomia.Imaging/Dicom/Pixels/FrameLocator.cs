using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>Finds the bytes of one frame (PS3.5 section 8 and A.4).</summary>
internal static class FrameLocator
{
    /// <summary>The bytes of an uncompressed frame.</summary>
    internal static ReadOnlyMemory<byte> Native(DicomElement data, PixelModule module, int frame, string path)
    {
        long size = module.FrameByteCount;
        if (data.Fragments is not null)
        {
            throw new ImageFormatException(
                path, "the pixels are in fragments, but the transfer syntax is an uncompressed one");
        }

        long start = module.BitsAllocated == 1 ? 0 : frame * size;
        long needed = module.BitsAllocated == 1 ? BitFrameEnd(module, frame) : start + size;
        return needed <= data.Value.Length
            ? data.Value.Slice((int)start, (int)(needed - start))
            : throw new ImageFormatException(
                path,
                $"the pixel data is truncated: frame {frame + 1} ends at byte {needed}, {data.Value.Length} bytes are "
                    + $"there");
    }

    /// <summary>The compressed bytes of a frame, its fragments joined.</summary>
    internal static ReadOnlyMemory<byte> Encapsulated(
        DicomElement data, DicomDataSet dataSet, PixelModule module, int frame, string path)
    {
        if (data.Fragments is not { } fragments)
        {
            throw new ImageFormatException(
                path, "the pixels are not in fragments, but the transfer syntax is a compressed one");
        }

        if (fragments.Count == 0)
        {
            throw new ImageFormatException(path, "the pixel data holds no fragment; at least one a frame was expected");
        }

        if (module.FrameCount == 1)
        {
            return Join(fragments, 0, fragments.Count);
        }

        int[] starts = Starts(data, dataSet, module, fragments);
        if (frame >= starts.Length)
        {
            throw new ImageFormatException(
                path,
                $"the pixel data is truncated: {starts.Length} frames were found, {module.FrameCount} were announced");
        }

        return Join(fragments, starts[frame], frame + 1 < starts.Length ? starts[frame + 1] : fragments.Count);
    }

    /// <summary>Where the last bit of a frame of single bits lies, in bytes; such frames follow without
    /// padding.</summary>
    private static long BitFrameEnd(PixelModule module, int frame) =>
        (((long)module.PixelCount * module.SampleCount * (frame + 1)) + 7) / 8;

    /// <summary>The index of each frame's first fragment.</summary>
    private static int[] Starts(
        DicomElement data, DicomDataSet dataSet, PixelModule module, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        if (fragments.Count == module.FrameCount)
        {
            return [.. Enumerable.Range(0, fragments.Count)];
        }

        return FromOffsets(Offsets(data, dataSet), fragments) ?? FromMarkers(fragments);
    }

    private static long[] Offsets(DicomElement data, DicomDataSet dataSet)
    {
        if (dataSet.TryGet(DicomTag.ExtendedOffsetTable, out DicomElement? extended) && extended.Value.Length >= 8)
        {
            return [.. Enumerable.Range(0, extended.Value.Length / 8)
                .Select(i => BinaryPrimitives.ReadInt64LittleEndian(extended.Value.Span[(8 * i)..]))];
        }

        return [.. Enumerable.Range(0, data.OffsetTable.Length / 4)
            .Select(i => (long)BinaryPrimitives.ReadUInt32LittleEndian(data.OffsetTable.Span[(4 * i)..]))];
    }

    /// <summary>Fragments by offset, or null where an offset names the start of no fragment.</summary>
    private static int[]? FromOffsets(long[] offsets, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        Dictionary<long, int> positions = [];
        long position = 0;
        for (int i = 0; i < fragments.Count; i++)
        {
            positions[position] = i;
            position += 8 + fragments[i].Length;
        }

        int[] starts = new int[offsets.Length];
        for (int i = 0; i < offsets.Length; i++)
        {
            if (!positions.TryGetValue(offsets[i], out starts[i]) || (i > 0 && starts[i] <= starts[i - 1]))
            {
                return null;
            }
        }

        return starts.Length == 0 ? null : starts;
    }

    /// <summary>Fragments that begin like a JPEG or JPEG 2000 stream begin a frame.</summary>
    private static int[] FromMarkers(IReadOnlyList<ReadOnlyMemory<byte>> fragments) =>
        [.. Enumerable.Range(0, fragments.Count).Where(i => fragments[i].Span is [0xFF, 0xD8, ..] or [0xFF, 0x4F, ..])];

    private static ReadOnlyMemory<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> fragments, int from, int to)
    {
        if (to - from == 1)
        {
            return fragments[from];
        }

        byte[] joined = new byte[fragments.Skip(from).Take(to - from).Sum(fragment => (long)fragment.Length)];
        int position = 0;
        for (int i = from; i < to; i++)
        {
            fragments[i].Span.CopyTo(joined.AsSpan(position));
            position += fragments[i].Length;
        }

        return joined;
    }
}
