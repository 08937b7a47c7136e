namespace Isonomia.Imaging;

/// <summary>Samples of either type, for steps that treat both alike.</summary>
internal static class Samples
{
    /// <summary>A copy as floats.</summary>
    internal static float[] ToFloats(this Image image)
    {
        if (!image.IsByte)
        {
            return image.Floats.ToArray();
        }

        float[] floats = new float[image.Bytes.Length];
        ReadOnlySpan<byte> bytes = image.Bytes;
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = bytes[i];
        }

        return floats;
    }

    /// <summary>8-bit samples: those of float images are parts of white, rounded half up and clipped.</summary>
    internal static byte[] ToBytes(this Image image)
    {
        if (image.IsByte)
        {
            return image.Bytes.ToArray();
        }

        byte[] bytes = new byte[image.Floats.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            double level = Math.Floor((image.Floats[i] * 255.0 / image.FullScale) + 0.5);
            bytes[i] = double.IsNaN(level) ? (byte)0 : (byte)Math.Clamp(level, 0, 255);
        }

        return bytes;
    }

    /// <summary>The same image with other samples of the same shape and type.</summary>
    internal static Image With(this Image image, int width, int height, Func<int, int, int> from, float outside)
    {
        int bands = image.BandCount;
        if (image.IsByte)
        {
            byte[] bytes = new byte[width * height * bands];
            byte fill = (byte)Math.Clamp(MathF.Floor((outside * 255) + 0.5f), 0, 255);
            Copy(image.Bytes, bytes, width, height, bands, from, fill);
            return new Image(width, height, bands, bytes);
        }

        float[] floats = new float[width * height * bands];
        Copy(image.Floats, floats, width, height, bands, from, outside * image.FullScale);
        return new Image(width, height, bands, floats, image.FullScale);
    }

    private static void Copy<T>(
        ReadOnlySpan<T> source, T[] target, int width, int height, int bands, Func<int, int, int> from, T fill)
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int pixel = from(x, y);
                for (int band = 0; band < bands; band++)
                {
                    target[(((y * width) + x) * bands) + band] = pixel < 0 ? fill : source[(pixel * bands) + band];
                }
            }
        }
    }
}
