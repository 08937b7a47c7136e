using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>Frames of float and double samples (PS3.3 C.7.6.24 and C.7.6.25), for example parametric maps.</summary>
internal static class FloatPixels
{
    internal static Image Render(
        DicomDataSet dataSet, PixelModule module, int frame, ImageReadOptions options, string path)
    {
        if (module.SampleCount != 1 || !dataSet.TryGet(module.DataTag, out DicomElement? data))
        {
            throw new ImageFormatException(path, "float pixels have more than one sample; one was expected");
        }

        ReadOnlySpan<byte> bytes = FrameLocator.Native(data, module, frame, path).Span;
        float[] values = new float[module.PixelCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = module.BitsAllocated == 32
                ? dataSet.IsBigEndian
                    ? BinaryPrimitives.ReadSingleBigEndian(bytes[(4 * i)..])
                    : BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..])
                : (float)(dataSet.IsBigEndian
                    ? BinaryPrimitives.ReadDoubleBigEndian(bytes[(8 * i)..])
                    : BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]));
        }

        return new Image(
            module.Columns, module.Rows, 1,
            options.Grayscale == ImageGrayscale.Modality ? values : Shown(values, options.DicomWindow));
    }

    private static float[] Shown(float[] values, DicomWindow? window)
    {
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            double value = float.IsFinite(values[i]) ? values[i] : low;
            values[i] = window is { } chosen ? (float)chosen.Apply(value)
                : high > low ? (float)((value - low) / ((double)high - low)) : 0;
        }

        return values;
    }
}
