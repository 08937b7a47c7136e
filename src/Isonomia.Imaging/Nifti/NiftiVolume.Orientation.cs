namespace Isonomia.Imaging;

public sealed partial class NiftiVolume
{
    /// <summary>Exchanges and flips axes until they point to the right, anterior and superior; no value is
    /// interpolated.</summary>
    /// <remarks>An oblique grid stays oblique: each axis points to the direction it is nearest to. What nibabel's
    /// <c>as_closest_canonical</c> gives.</remarks>
    /// <returns>The volume; this one where its axes point there already.</returns>
    public NiftiVolume ToRas()
    {
        (int[] rows, bool[] isFlipped) = Orientation.Axes();
        if (rows is [0, 1, 2] && isFlipped is [false, false, false])
        {
            return this;
        }

        int[] order = [Array.IndexOf(rows, 0), Array.IndexOf(rows, 1), Array.IndexOf(rows, 2)];
        int[] size = [.. Enumerable.Range(0, 3).Select(axis => Size(axis))];
        int[] shape = [size[order[0]], size[order[1]], size[order[2]], .. _shape.Skip(3)];
        double[] spacing = [Step(order[0]), Step(order[1]), Step(order[2]), .. _spacing.Skip(3)];
        return new NiftiVolume(
            shape, spacing, Permuted(order, isFlipped, size), Orientation.Permuted(order, isFlipped, size));
    }

    /// <summary>How many slices a plane has; a fourth axis (time) multiplies them.</summary>
    /// <param name="plane">The plane.</param>
    /// <returns>The count, at least 1.</returns>
    public int SliceCount(AnatomicalPlane plane) =>
        Size(Array.IndexOf(Orientation.Axes().Rows, BodyAxis(plane))) * VolumeCount;

    /// <summary>Cuts one slice, laid out as DICOM viewers show it.</summary>
    /// <remarks>Axial: the patient's right is on the left side, the front above. Coronal: right on the left side, the
    /// head above. Sagittal: the front on the left side, the head above. Voxels become pixels as they are, also where
    /// their sides differ in length.</remarks>
    /// <param name="plane">The plane.</param>
    /// <param name="index">The slice, from 0 at the left, the back or below; volumes of a time axis follow each
    /// other.</param>
    /// <returns>The values, one band of floats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer slices.</exception>
    public Image Slice(AnatomicalPlane plane, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, SliceCount(plane));
        (int[] rows, bool[] isFlipped) = Orientation.Axes();
        (int across, int down) = plane switch
        {
            AnatomicalPlane.Axial => (0, 1),
            AnatomicalPlane.Coronal => (0, 2),
            _ => (1, 2),
        };
        int through = Array.IndexOf(rows, BodyAxis(plane));
        int column = Array.IndexOf(rows, across);
        int row = Array.IndexOf(rows, down);
        int slice = index % Size(through);
        long start = (index / Size(through) * VolumeLength)
            + ((isFlipped[through] ? Size(through) - 1 - slice : slice) * Stride(through));

        // Pictures run to the left, the back and the feet: against the right, anterior and superior axes.
        int width = Size(column);
        int height = Size(row);
        float[] values = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            long line = start + ((isFlipped[row] ? y : height - 1 - y) * Stride(row));
            for (int x = 0; x < width; x++)
            {
                values[(y * width) + x] = _voxels[line + ((isFlipped[column] ? x : width - 1 - x) * Stride(column))];
            }
        }

        return new Image(width, height, 1, values);
    }

    private long VolumeLength => (long)Size(0) * Size(1) * Size(2);

    private int VolumeCount => (int)(_voxels.Length / VolumeLength);

    private static int BodyAxis(AnatomicalPlane plane) => plane switch
    {
        AnatomicalPlane.Sagittal => 0,
        AnatomicalPlane.Coronal => 1,
        _ => 2,
    };

    private int Size(int axis) => axis < _shape.Length ? _shape[axis] : 1;

    private double Step(int axis) => axis < _spacing.Length ? _spacing[axis] : 1;

    private long Stride(int axis) => axis == 0 ? 1 : axis == 1 ? Size(0) : (long)Size(0) * Size(1);

    private float[] Permuted(int[] order, bool[] isFlipped, int[] size)
    {
        float[] voxels = new float[_voxels.Length];
        long[] step = [.. order.Select(old => isFlipped[old] ? -Stride(old) : Stride(old))];
        long first = order.Sum(old => isFlipped[old] ? Stride(old) * (size[old] - 1) : 0);
        long to = 0;
        for (int volume = 0; volume < VolumeCount; volume++)
        {
            for (int z = 0; z < size[order[2]]; z++)
            {
                for (int y = 0; y < size[order[1]]; y++)
                {
                    long from = (volume * VolumeLength) + first + (z * step[2]) + (y * step[1]);
                    for (int x = 0; x < size[order[0]]; x++, from += step[0])
                    {
                        voxels[to++] = _voxels[from];
                    }
                }
            }
        }

        return voxels;
    }
}
