namespace Isonomia.Fairness;

/// <summary>The boundary of a cropped mask.</summary>
internal static class MaskBoundary
{
    /// <summary>The foreground voxels with a face neighbor in the background, in ascending order of index.</summary>
    /// <remarks>
    /// The crop holds all the foreground, so what lies outside it is background, as is what lies outside the image
    /// (specification §8).
    /// </remarks>
    internal static int[] Of(ReadOnlySpan<byte> crop, GridBox box, bool isPlane)
    {
        List<int> boundary = [];
        int plane = box.Height * box.Width;
        for (int z = 0; z < box.Depth; z++)
        {
            bool isOuterPlane = !isPlane && (z == 0 || z == box.Depth - 1);
            for (int y = 0; y < box.Height; y++)
            {
                bool isOuter = isOuterPlane || y == 0 || y == box.Height - 1;
                int start = (z * plane) + (y * box.Width);
                for (int x = 0; x < box.Width; x++)
                {
                    int i = start + x;
                    if (crop[i] != 0
                        && (isOuter || x == 0 || x == box.Width - 1
                            || crop[i - 1] == 0
                            || crop[i + 1] == 0
                            || crop[i - box.Width] == 0
                            || crop[i + box.Width] == 0
                            || (!isPlane && (crop[i - plane] == 0 || crop[i + plane] == 0))))
                    {
                        boundary.Add(i);
                    }
                }
            }
        }

        return [.. boundary];
    }
}
