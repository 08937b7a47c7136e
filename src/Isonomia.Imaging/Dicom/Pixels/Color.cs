namespace Isonomia.Imaging;

/// <summary>Color frames become RGB (PS3.3 C.7.6.3.1.2; ITU-R BT.601 factors).</summary>
internal static class Color
{
    internal static Image Render(RawFrame raw, PixelModule module)
    {
        int count = module.PixelCount * 3;
        if (raw.Width == 1)
        {
            byte[] bytes = raw.Bytes[..count].ToArray();
            if (raw.Color != RawColor.Rgb)
            {
                ToRgb(bytes, raw.Color == RawColor.YbrFull);
            }

            return new Image(module.Columns, module.Rows, 3, bytes);
        }

        // More than 8 bits: the values of the used bits, white is the largest of them.
        StoredValues values = new(raw, module);
        double white = Math.Pow(2, module.BitsStored) - 1;
        float[] floats = new float[count];
        for (int i = 0; i < count; i++)
        {
            floats[i] = (float)values.Value(values.Container(i));
        }

        if (raw.Color != RawColor.Rgb)
        {
            ToRgb(floats, white);
        }

        return new Image(module.Columns, module.Rows, 3, floats, (float)white);
    }

    private static void ToRgb(Span<byte> pixels, bool isFull)
    {
        for (int i = 0; i + 2 < pixels.Length; i += 3)
        {
            double y = isFull ? pixels[i] : 255.0 / 219 * (pixels[i] - 16);
            double scale = isFull ? 1 : 255.0 / 224;
            double cb = scale * (pixels[i + 1] - 128);
            double cr = scale * (pixels[i + 2] - 128);
            pixels[i] = Byte(y + (1.402 * cr));
            pixels[i + 1] = Byte(y - (0.344136 * cb) - (0.714136 * cr));
            pixels[i + 2] = Byte(y + (1.772 * cb));
        }
    }

    private static void ToRgb(Span<float> pixels, double white)
    {
        double middle = (white + 1) / 2;
        for (int i = 0; i + 2 < pixels.Length; i += 3)
        {
            double y = pixels[i];
            double cb = pixels[i + 1] - middle;
            double cr = pixels[i + 2] - middle;
            pixels[i] = (float)Math.Clamp(y + (1.402 * cr), 0, white);
            pixels[i + 1] = (float)Math.Clamp(y - (0.344136 * cb) - (0.714136 * cr), 0, white);
            pixels[i + 2] = (float)Math.Clamp(y + (1.772 * cb), 0, white);
        }
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Floor(value + 0.5), 0, 255);
}
