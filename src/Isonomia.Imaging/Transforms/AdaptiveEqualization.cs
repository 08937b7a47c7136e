namespace Isonomia.Imaging;

/// <summary>CLAHE on 8-bit samples, step by step as OpenCV computes it, so that the bytes agree.</summary>
internal static class AdaptiveEqualization
{
    private const int BinCount = 256;

    internal static Image Apply(Image image, double clip, int columns, int rows)
    {
        byte[] source = image.ToBytes();
        bool isEven = image.Width % columns == 0 && image.Height % rows == 0;
        int tileWidth = isEven ? image.Width / columns : (image.Width + columns - (image.Width % columns)) / columns;
        int tileHeight = isEven ? image.Height / rows : (image.Height + rows - (image.Height % rows)) / rows;
        byte[][] tables = new byte[columns * rows][];
        for (int tile = 0; tile < tables.Length; tile++)
        {
            tables[tile] = Table(
                source, image.Width, image.Height, tile % columns * tileWidth, tile / columns * tileHeight, tileWidth,
                tileHeight, clip);
        }

        byte[] target = new byte[source.Length];
        float inverseWidth = 1f / tileWidth;
        float inverseHeight = 1f / tileHeight;
        for (int y = 0; y < image.Height; y++)
        {
            (int top, int bottom, float down) = Neighbors(y, inverseHeight, rows);
            for (int x = 0; x < image.Width; x++)
            {
                (int left, int right, float across) = Neighbors(x, inverseWidth, columns);
                int value = source[(y * image.Width) + x];
                float above = (tables[(top * columns) + left][value] * (1 - across))
                    + (tables[(top * columns) + right][value] * across);
                float below = (tables[(bottom * columns) + left][value] * (1 - across))
                    + (tables[(bottom * columns) + right][value] * across);
                target[(y * image.Width) + x] = Round((above * (1 - down)) + (below * down));
            }
        }

        return new Image(image.Width, image.Height, 1, target);
    }

    /// <summary>The two tiles a pixel lies between, and how far it is from the first.</summary>
    private static (int First, int Second, float Part) Neighbors(int at, float inverseSize, int count)
    {
        float place = (at * inverseSize) - 0.5f;
        int first = (int)MathF.Floor(place);
        return (Math.Max(first, 0), Math.Min(first + 1, count - 1), place - first);
    }

    private static byte[] Table(
        byte[] source, int width, int height, int left, int top, int tileWidth, int tileHeight, double clip)
    {
        int[] histogram = new int[BinCount];
        for (int y = top; y < top + tileHeight; y++)
        {
            for (int x = left; x < left + tileWidth; x++)
            {
                histogram[source[(Mirror(y, height) * width) + Mirror(x, width)]]++;
            }
        }

        int area = tileWidth * tileHeight;
        if (clip > 0)
        {
            Clip(histogram, Math.Max((int)(clip * area / BinCount), 1));
        }

        byte[] table = new byte[BinCount];
        float scale = (BinCount - 1f) / area;
        int sum = 0;
        for (int i = 0; i < BinCount; i++)
        {
            sum += histogram[i];
            table[i] = Round(sum * scale);
        }

        return table;
    }

    private static void Clip(int[] histogram, int limit)
    {
        int clipped = 0;
        for (int i = 0; i < BinCount; i++)
        {
            if (histogram[i] > limit)
            {
                clipped += histogram[i] - limit;
                histogram[i] = limit;
            }
        }

        int each = clipped / BinCount;
        int rest = clipped - (each * BinCount);
        for (int i = 0; i < BinCount; i++)
        {
            histogram[i] += each;
        }

        int step = rest == 0 ? BinCount : Math.Max(BinCount / rest, 1);
        for (int i = 0; i < BinCount && rest > 0; i += step, rest--)
        {
            histogram[i]++;
        }
    }

    /// <summary>Beyond the border the picture is mirrored without repeating its last pixel.</summary>
    private static int Mirror(int at, int size)
    {
        if (size == 1)
        {
            return 0;
        }

        while (at >= size)
        {
            at = (2 * (size - 1)) - at;
            at = at < 0 ? -at : at;
        }

        return at;
    }

    private static byte Round(float value) => (byte)Math.Clamp(MathF.Round(value, MidpointRounding.ToEven), 0, 255);
}
