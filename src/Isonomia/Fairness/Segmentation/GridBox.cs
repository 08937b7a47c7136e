namespace Isonomia.Fairness;

/// <summary>A box of a mask's grid, always with three axes: a mask of two gets a first axis of size 1.</summary>
internal readonly record struct GridBox(int Z, int Y, int X, int Depth, int Height, int Width)
{
    internal int Count => Depth * Height * Width;

    /// <summary>
    /// The smallest box around every voxel that is foreground in one of two masks, or null where none is.
    /// </summary>
    internal static GridBox? Around(MaskVolume first, MaskVolume second)
    {
        (int depth, int height, int width) = Sizes(first);
        ReadOnlySpan<byte> a = first.Voxels.Span;
        ReadOnlySpan<byte> b = second.Voxels.Span;
        (int z0, int y0, int x0, int z1, int y1, int x1) = (int.MaxValue, int.MaxValue, int.MaxValue, -1, -1, -1);
        for (int z = 0; z < depth; z++)
        {
            for (int y = 0; y < height; y++)
            {
                int start = ((z * height) + y) * width;
                (int low, int high) = Extent(a.Slice(start, width), b.Slice(start, width));
                if (high >= 0)
                {
                    (z0, z1) = (Math.Min(z0, z), Math.Max(z1, z));
                    (y0, y1) = (Math.Min(y0, y), Math.Max(y1, y));
                    (x0, x1) = (Math.Min(x0, low), Math.Max(x1, high));
                }
            }
        }

        return z1 < 0 ? null : new GridBox(z0, y0, x0, z1 - z0 + 1, y1 - y0 + 1, x1 - x0 + 1);
    }

    /// <summary>Copies the box of a mask: 1 for foreground, 0 for background.</summary>
    internal byte[] Crop(MaskVolume mask)
    {
        (_, int height, int width) = Sizes(mask);
        ReadOnlySpan<byte> voxels = mask.Voxels.Span;
        byte[] crop = new byte[Count];
        int at = 0;
        for (int z = Z; z < Z + Depth; z++)
        {
            for (int y = Y; y < Y + Height; y++)
            {
                foreach (byte voxel in voxels.Slice((((z * height) + y) * width) + X, Width))
                {
                    crop[at++] = voxel == 0 ? (byte)0 : (byte)1;
                }
            }
        }

        return crop;
    }

    /// <summary>The spacing of the three axes; that of an added axis is never used.</summary>
    internal static (double Z, double Y, double X) Spacing(MaskVolume mask) =>
        mask.SpacingMillimeters is [double z, double y, double x]
        ? (z, y, x)
        : (1, mask.SpacingMillimeters[0], mask.SpacingMillimeters[1]);

    /// <summary>Whether the mask has only two axes, so that the first one here has no neighbors.</summary>
    internal static bool IsPlane(MaskVolume mask) => mask.Shape.Count == 2;

    private static (int Depth, int Height, int Width) Sizes(MaskVolume mask) =>
        mask.Shape is [int depth, int height, int width]
        ? (depth, height, width)
        : (1, mask.Shape[0], mask.Shape[1]);

    private static (int Low, int High) Extent(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        int a = first.IndexOfAnyExcept((byte)0);
        int b = second.IndexOfAnyExcept((byte)0);
        int low = a < 0 ? b : b < 0 ? a : Math.Min(a, b);
        return (low, Math.Max(first.LastIndexOfAnyExcept((byte)0), second.LastIndexOfAnyExcept((byte)0)));
    }
}
