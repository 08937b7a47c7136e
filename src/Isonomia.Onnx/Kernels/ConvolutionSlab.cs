using System.Runtime.InteropServices;

namespace Isonomia.Onnx;

/// <summary>The part of the input that some rows of the output look at, for one chunk of channels, padded, with the
/// channels of a place side by side.</summary>
/// <remarks>A unit is a few whole pictures where these are small, else a band of rows of one picture (of one slice of
/// one volume), so that its part of the input stays in the second cache.</remarks>
internal sealed class ConvolutionSlab : IDisposable
{
    private const int Target = 65_536;
    private readonly ConvolutionShape _shape;
    private readonly int _chunk;
    private readonly float[] _numbers;
    private readonly int[] _sizes;

    internal ConvolutionSlab(ConvolutionShape shape, int group, int chunk)
    {
        (_shape, _chunk, Group) = (shape, chunk, group);
        int left = shape.Width - (chunk * ConvolutionShape.Lanes);
        Vectors = left > ConvolutionShape.Lanes / 2 ? 2 : 1;
        Step = shape.TakesColumns ? shape.Inside : Vectors * ConvolutionShape.Lanes / 2;
        (Pictures, Rows) = Unit(shape);
        _sizes =
        [
            shape.Reach(0, IsWhole(shape) ? shape.OutSize[0] : 1), shape.Reach(1, Rows),
            shape.Reach(2, shape.OutSize[2]),
        ];
        int lane = shape.TakesColumns ? chunk * ConvolutionShape.Lanes : 0;
        Taps = [.. shape.TapOffsets.Select(tap =>
            (((((tap.Depth * _sizes[1]) + tap.Row) * _sizes[2]) + tap.Column) * Step) + lane)];

        // Read past the end, for lanes and for places of a row that nobody asks for.
        _numbers = Scratch.Rent((Pictures * _sizes[0] * _sizes[1] * _sizes[2] * Step) + (2 * ConvolutionShape.Lanes)
            + (ConvolutionShape.PanelSize * Step * shape.Stride[2]));
    }

    internal int Group { get; }

    /// <summary>Vectors of half the lanes that the chunk fills.</summary>
    internal int Vectors { get; }

    /// <summary>From one column of the input to the next.</summary>
    internal int Step { get; }

    /// <summary>Where each tap reads, from the place of the first.</summary>
    internal int[] Taps { get; }

    private int Pictures { get; }

    private int Rows { get; }

    internal ref float Start => ref MemoryMarshal.GetArrayDataReference(_numbers);

    internal static int UnitCount(ConvolutionShape shape)
    {
        (int pictures, int rows) = Unit(shape);
        return IsWhole(shape) ? (shape.Batch + pictures - 1) / pictures
            : shape.Batch * shape.OutSize[0] * ((shape.OutSize[1] + rows - 1) / rows);
    }

    /// <summary>Takes in what a unit reads.</summary>
    /// <returns>The rows of the output: the plane of the picture in the output, the place of its first row there, and
    /// where the first tap reads for it.</returns>
    internal List<(int Picture, int Row, int Offset)> Load(int unit, Floats x)
    {
        List<(int, int, int)> rows = [];
        if (IsWhole(_shape))
        {
            int first = unit * Pictures;
            for (int picture = first; picture < Math.Min(first + Pictures, _shape.Batch); picture++)
            {
                Fill(picture - first, picture, 0, 0, x);
                AddRows(rows, picture - first, picture, 0, _shape.OutSize[0], 0, _shape.OutSize[1]);
            }

            return rows;
        }

        int bands = (_shape.OutSize[1] + Rows - 1) / Rows;
        (int slice, int band) = Math.DivRem(unit, bands);
        (int number, int depth) = Math.DivRem(slice, _shape.OutSize[0]);
        int row = band * Rows;
        Fill(0, number, depth, row, x);
        AddRows(rows, 0, number, depth, 1, row, Math.Min(Rows, _shape.OutSize[1] - row));
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => Scratch.Return(_numbers);

    private static bool IsWhole(ConvolutionShape shape) => Whole(shape) <= Target / 2;

    private static (int Pictures, int Rows) Unit(ConvolutionShape shape)
    {
        if (IsWhole(shape))
        {
            return ((int)Math.Clamp(Target / Whole(shape), 1, shape.Batch), shape.OutSize[1]);
        }

        long row = Lanes(shape) * shape.Reach(0, 1) * shape.Reach(2, shape.OutSize[2]);
        long rows = ((Target / row) - shape.Reach(1, 1)) / shape.Stride[1];
        return (1, (int)Math.Clamp(rows + 1, 1, shape.OutSize[1]));
    }

    private static long Whole(ConvolutionShape shape) => (long)Lanes(shape)
        * shape.Reach(0, shape.OutSize[0]) * shape.Reach(1, shape.OutSize[1]) * shape.Reach(2, shape.OutSize[2]);

    private static int Lanes(ConvolutionShape shape) =>
        shape.TakesColumns ? shape.Inside : Math.Min(ConvolutionShape.Lanes, shape.Inside);

    private void AddRows(
        List<(int Picture, int Row, int Offset)> rows, int place, int picture, int depth, int depths, int row,
        int count)
    {
        for (int z = 0; z < depths; z++)
        {
            for (int y = 0; y < count; y++)
            {
                int line = (((place * _sizes[0]) + (z * _shape.Stride[0])) * _sizes[1]) + (y * _shape.Stride[1]);
                rows.Add((picture, ((depth + z) * _shape.OutSize[1]) + row + y, line * _sizes[2] * Step));
            }
        }
    }

    /// <summary>Copies what lies in the picture; what lies outside is zero.</summary>
    private void Fill(int place, int picture, int depth, int row, Floats x)
    {
        int firstChannel = _shape.TakesColumns ? 0 : _chunk * ConvolutionShape.Lanes;
        int channels = Math.Min(_shape.Inside - firstChannel, ConvolutionShape.Lanes);
        nint start = (((((nint)picture * _shape.Groups) + Group) * _shape.Inside) + firstChannel) * _shape.Plane;
        (int height, int width) = (_shape.Size[1], _shape.Size[2]);
        int left = Math.Max(0, _shape.Before[2]);
        int from = Math.Max(0, -_shape.Before[2]);
        int count = Math.Clamp(Math.Min(width - from, _sizes[2] - left), 0, _sizes[2]);
        left = Math.Min(left, _sizes[2]);
        ReadOnlySpan<float> all = x.Part(start, checked((int)(channels * _shape.Plane)));
        for (int z = 0; z < _sizes[0]; z++)
        {
            int inDepth = (depth * _shape.Stride[0]) + z - _shape.Before[0];
            for (int y = 0; y < _sizes[1]; y++)
            {
                int inRow = (row * _shape.Stride[1]) + y - _shape.Before[1];
                Span<float> line = _numbers.AsSpan(
                    ((((place * _sizes[0]) + z) * _sizes[1]) + y) * _sizes[2] * Step, _sizes[2] * Step);
                if (count == 0 || inDepth < 0 || inDepth >= _shape.Size[0] || inRow < 0 || inRow >= height)
                {
                    line.Clear();
                    continue;
                }

                // What the padding covers at both ends was zero from the start and stays so.
                Transposition.Run(
                    all[((((inDepth * height) + inRow) * width) + from)..], (int)_shape.Plane, channels, count,
                    line[(left * Step)..], Step);
            }
        }
    }
}
