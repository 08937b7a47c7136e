using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isonomia.Onnx;

/// <content>The weight gradient of convolutions of up to three spatial axes.</content>
internal sealed partial record FusedKernel
{
    /// <summary>Places whose gradients lie in the first cache while all taps and channels pass by.</summary>
    private const int PlacesAtOnce = 192;

    /// <summary>Parts that the work is cut into at least, where it can be.</summary>
    private const int LeastParts = 16;

    /// <summary>Σ over pictures and places of the output's gradient times what each weight met there.</summary>
    /// <remarks>A part of the work is one chunk of input channels and one range of units; sums of ranges are added in
    /// order. How the work is cut depends on the shapes alone.</remarks>
    public static FusedKernel ConvolutionWeightGradient { get; } = new("ConvolutionWeightGradient", 2, 1, run =>
    {
        ConvolutionShape shape = new(run.Settings);
        (Floats g, Floats x, Floats result) = (run.Input(0), run.Input(1), run.Output(0));
        int chunks = shape.Groups * shape.ChunkCount;
        int units = ConvolutionSlab.UnitCount(shape);
        int ranges = Math.Clamp((LeastParts + chunks - 1) / chunks, 1, units);
        float[]?[] sums = new float[]?[chunks * ranges];
        run.Parallel(chunks * ranges, part =>
        {
            (int chunk, int range) = (part / ranges, part % ranges);
            int first = (int)((long)units * range / ranges);
            int end = (int)((long)units * (range + 1) / ranges);
            float[] own = RangeSums(shape, chunk, first, end, g, x);
            if (ranges == 1)
            {
                Place(shape, chunk, own, result);
                Scratch.Return(own);
            }
            else
            {
                sums[part] = own;
            }
        });
        if (ranges > 1)
        {
            run.Parallel(chunks, chunk =>
            {
                float[] all = sums[chunk * ranges]!;
                for (int range = 1; range < ranges; range++)
                {
                    float[] more = sums[(chunk * ranges) + range]!;
                    TensorPrimitives.Add(all, more, all);
                    Scratch.Return(more);
                }

                Place(shape, chunk, all, result);
                Scratch.Return(all);
            });
        }
    });

    /// <summary>The kernel of the convolution that gives the gradient of the input: turned around in space, with input
    /// and output channels exchanged.</summary>
    public static FusedKernel TurnedKernel { get; } = new("TurnedKernel", 1, 1, run =>
    {
        (Floats weights, Floats result) = (run.Input(0), run.Output(0));
        long[] settings = run.Settings;
        (int outside, int inside, int taps) = ((int)settings[1], (int)settings[2], (int)settings[3]);
        run.Parallel((int)settings[0] * inside, row =>
        {
            (int group, int channel) = Math.DivRem(row, inside);
            Span<float> to = result.Part((nint)row * outside * taps, outside * taps);
            for (int i = 0; i < outside; i++)
            {
                nint start = (((((nint)group * outside) + i) * inside) + channel) * taps;
                ReadOnlySpan<float> from = weights.Part(start, taps);
                for (int tap = 0; tap < from.Length; tap++)
                {
                    to[(i * taps) + from.Length - 1 - tap] = from[tap];
                }
            }
        });
    });

    /// <summary>The sums of some units: for every tap and every eight output channels eight rows of lanes.</summary>
    private static float[] RangeSums(ConvolutionShape shape, int chunk, int first, int end, Floats g, Floats x)
    {
        using ConvolutionSlab slab = new(shape, chunk / shape.ChunkCount, chunk % shape.ChunkCount);
        int columns = shape.OutSize[2];
        int rowsAtOnce = Math.Max(1, PlacesAtOnce / columns);
        int panel = rowsAtOnce * columns * ConvolutionShape.PanelSize;
        int tile = ConvolutionShape.PanelSize * slab.Vectors * (ConvolutionShape.Lanes / 2);
        float[] slopes = Scratch.Rent(shape.PanelCount * panel);
        float[] sums = Scratch.Rent(slab.Taps.Length * shape.PanelCount * tile);
        Span<int> offsets = stackalloc int[PlacesAtOnce];
        for (int unit = first; unit < end; unit++)
        {
            List<(int Picture, int Row, int Offset)> rows = slab.Load(unit, x);
            for (int row = 0; row < rows.Count; row += rowsAtOnce)
            {
                Span<(int Picture, int Row, int Offset)> here =
                    CollectionsMarshal.AsSpan(rows).Slice(row, Math.Min(rowsAtOnce, rows.Count - row));
                for (int i = 0; i < here.Length; i++)
                {
                    offsets[i] = here[i].Offset;
                }

                LoadSlopes(shape, slab.Group, here, g, slopes, panel);
                AddProducts(shape, slab, slopes, panel, offsets[..here.Length], sums, tile);
            }
        }

        Scratch.Return(slopes);
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(
        ConvolutionShape shape, ConvolutionSlab slab, float[] slopes, int panel, ReadOnlySpan<int> rows, float[] sums,
        int tile)
    {
        int place = 0;
        int step = slab.Step * shape.Stride[2];
        foreach (int tap in slab.Taps)
        {
            ref float input = ref Unsafe.Add(ref slab.Start, tap);
            for (int i = 0; i < shape.PanelCount; i++)
            {
                ReadOnlySpan<float> own = slopes.AsSpan(i * panel, panel);
                if (slab.Vectors == 2)
                {
                    ConvolutionTile.AddTwo(
                        own, ref input, rows, shape.OutSize[2], step, sums.AsSpan(place, tile));
                }
                else
                {
                    ConvolutionTile.AddOne(
                        own, ref input, rows, shape.OutSize[2], step, sums.AsSpan(place, tile));
                }

                place += tile;
            }
        }
    }

    /// <summary>The gradients of some rows, eight channels of a place side by side; rows of channels that are not there
    /// stay zero.</summary>
    private static void LoadSlopes(
        ConvolutionShape shape, int group, Span<(int Picture, int Row, int Offset)> rows, Floats g, float[] slopes,
        int panel)
    {
        int plane = checked((int)shape.OutPlane);
        int columns = shape.OutSize[2];
        for (int first = 0, end; first < rows.Length; first = end)
        {
            // Rows of one picture follow each other.
            for (end = first; end < rows.Length && rows[end].Picture == rows[first].Picture; end++)
            {
            }

            nint start = (((nint)rows[first].Picture * shape.Groups) + group) * shape.Outside * plane;
            for (int i = 0; i < shape.PanelCount; i++)
            {
                int channel = i * ConvolutionShape.PanelSize;
                int channels = Math.Min(ConvolutionShape.PanelSize, shape.Outside - channel);
                Transposition.Run(
                    g.Part(start + ((nint)channel * plane), channels * plane)[(rows[first].Row * columns)..],
                    plane, channels, (end - first) * columns,
                    slopes.AsSpan((i * panel) + (first * columns * ConvolutionShape.PanelSize)),
                    ConvolutionShape.PanelSize);
            }
        }
    }

    /// <summary>Puts sums where the weights of their channels and taps are.</summary>
    private static void Place(ConvolutionShape shape, int chunk, float[] sums, Floats result)
    {
        (int group, int part) = Math.DivRem(chunk, shape.ChunkCount);
        int firstLane = part * ConvolutionShape.Lanes;
        int lanes = Math.Min(ConvolutionShape.Lanes, shape.Width - firstLane);
        int width = lanes > ConvolutionShape.Lanes / 2 ? ConvolutionShape.Lanes : ConvolutionShape.Lanes / 2;
        int taps = shape.TapOffsets.Length;
        int tile = ConvolutionShape.PanelSize * width;
        int perChannel = shape.Inside * shape.KernelCount;
        for (int channel = 0; channel < shape.Outside; channel++)
        {
            Span<float> to = result.Part(((nint)(group * shape.Outside) + channel) * perChannel, perChannel);
            (int panel, int row) = Math.DivRem(channel, ConvolutionShape.PanelSize);
            for (int lane = 0; lane < lanes; lane++)
            {
                int number = firstLane + lane;
                (int column, int inside) = shape.TakesColumns ? Math.DivRem(number, shape.Inside) : (0, number);
                int step = shape.TakesColumns ? shape.Kernel[2] : 1;
                for (int tap = 0; tap < taps; tap++)
                {
                    to[(inside * shape.KernelCount) + (tap * step) + column] =
                        sums[(((tap * shape.PanelCount) + panel) * tile) + (row * width) + lane];
                }
            }
        }
    }
}
