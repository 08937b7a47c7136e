namespace Isonomia.Imaging;

/// <summary>PALETTE COLOR frames: three look-up tables, plain or segmented (PS3.3 C.7.6.3.1.5 and C.7.9).</summary>
internal static class Palette
{
    private const uint Next = 0x0000_0001;

    internal static Image Render(RawFrame raw, DicomDataSet dataSet, PixelModule module, string path)
    {
        Table[] tables = [.. Enumerable.Range(0, 3).Select(band => Table.Of(dataSet, (uint)band * Next, module, path))];
        StoredValues values = new(raw, module);
        bool isDeep = tables.Any(table => table.Bits > 8);
        if (isDeep)
        {
            float[] floats = new float[module.PixelCount * 3];
            for (int i = 0; i < module.PixelCount; i++)
            {
                long value = values.Value(values.Container(i));
                for (int band = 0; band < 3; band++)
                {
                    floats[(3 * i) + band] = tables[band].Entry(value);
                }
            }

            return new Image(module.Columns, module.Rows, 3, floats, ushort.MaxValue);
        }

        byte[] bytes = new byte[module.PixelCount * 3];
        for (int i = 0; i < module.PixelCount; i++)
        {
            long value = values.Value(values.Container(i));
            for (int band = 0; band < 3; band++)
            {
                bytes[(3 * i) + band] = (byte)tables[band].Entry(value);
            }
        }

        return new Image(module.Columns, module.Rows, 3, bytes);
    }

    private sealed record Table(ushort[] Entries, long First, int Bits)
    {
        internal ushort Entry(long value) => Entries[Math.Clamp(value - First, 0, Entries.Length - 1)];

        internal static Table Of(DicomDataSet dataSet, uint band, PixelModule module, string path)
        {
            double[]? descriptor = dataSet.Numbers(DicomTag.RedPaletteDescriptor + band);
            if (descriptor is not [>= 0, _, 8 or 16, ..])
            {
                throw new ImageFormatException(path, "a palette table has no usable descriptor of three numbers");
            }

            int count = descriptor[0] == 0 ? 1 << 16 : (int)descriptor[0];
            int bits = (int)descriptor[2];
            ushort[] words = dataSet.TryGet(DicomTag.RedPaletteData + band, out DicomElement? plain)
                ? Plain(plain, dataSet.IsBigEndian, count, bits)
                : dataSet.Has(DicomTag.SegmentedRedPaletteData + band)
                    ? PaletteSegments.Expand(
                        DicomLut.Data(dataSet, DicomTag.SegmentedRedPaletteData + band)!, count, path)
                    : [];
            if (words.Length < count)
            {
                throw new ImageFormatException(
                    path, $"a palette table has {words.Length} entries, {count} were announced");
            }

            long first = (long)descriptor[1];
            return new Table(
                words[..count], module.IsSigned && first > short.MaxValue ? first - (1 << 16) : first, bits);
        }

        /// <summary>16-bit words; 8-bit entries may also be packed two in a word.</summary>
        private static ushort[] Plain(DicomElement element, bool isBigEndian, int count, int bits)
        {
            ReadOnlySpan<byte> bytes = element.Value.Span;
            if (bits == 8 && bytes.Length < 2 * count)
            {
                ushort[] packed = new ushort[bytes.Length];
                for (int i = 0; i < packed.Length; i++)
                {
                    packed[i] = bytes[isBigEndian && (i ^ 1) < bytes.Length ? i ^ 1 : i];
                }

                return packed;
            }

            DicomCursor cursor = new(bytes, isBigEndian);
            ushort[] words = new ushort[bytes.Length / 2];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = cursor.UInt16(2 * i);
            }

            return words;
        }
    }
}
