namespace Isonomia.Fairness;

/// <summary>The connected components of a cropped mask under face connectivity.</summary>
internal static class ConnectedComponents
{
    /// <summary>Labels the components from 1 in order of their first voxel; 0 is background.</summary>
    /// <returns>The label of every voxel, and how many components there are.</returns>
    internal static (int[] Labels, int Count) Of(ReadOnlySpan<byte> crop, GridBox box)
    {
        int[] labels = new int[crop.Length];
        int[] stack = new int[256];
        int count = 0;
        for (int seed = 0; seed < crop.Length; seed++)
        {
            if (crop[seed] == 0 || labels[seed] != 0)
            {
                continue;
            }

            labels[seed] = ++count;
            int depth = 0;
            Push(ref stack, ref depth, seed);
            while (depth > 0)
            {
                int voxel = stack[--depth];
                int x = voxel % box.Width;
                int y = voxel / box.Width % box.Height;
                int z = voxel / (box.Width * box.Height);
                Visit(crop, labels, count, x > 0, voxel - 1, ref stack, ref depth);
                Visit(crop, labels, count, x < box.Width - 1, voxel + 1, ref stack, ref depth);
                Visit(crop, labels, count, y > 0, voxel - box.Width, ref stack, ref depth);
                Visit(crop, labels, count, y < box.Height - 1, voxel + box.Width, ref stack, ref depth);
                Visit(crop, labels, count, z > 0, voxel - (box.Width * box.Height), ref stack, ref depth);
                Visit(crop, labels, count, z < box.Depth - 1, voxel + (box.Width * box.Height), ref stack, ref depth);
            }
        }

        return (labels, count);
    }

    private static void Visit(
        ReadOnlySpan<byte> crop, int[] labels, int label, bool isInside, int voxel, ref int[] stack, ref int depth)
    {
        if (isInside && crop[voxel] != 0 && labels[voxel] == 0)
        {
            labels[voxel] = label;
            Push(ref stack, ref depth, voxel);
        }
    }

    private static void Push(ref int[] stack, ref int depth, int voxel)
    {
        if (depth == stack.Length)
        {
            Array.Resize(ref stack, stack.Length * 2);
        }

        stack[depth++] = voxel;
    }
}
