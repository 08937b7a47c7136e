using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isonomia.Onnx;

/// <content>Convolutions of three spatial axes, which the runtime does slowly.</content>
internal sealed partial record FusedKernel
{
    /// <summary>Input, weights and bias to the output.</summary>
    public static FusedKernel VolumeConvolution { get; } = new("VolumeConvolution", 3, 1, run =>
    {
        ConvolutionShape shape = new(run.Settings);
        (Floats x, Floats weights, Floats biases) = (run.Input(0), run.Input(1), run.Input(2));
        Floats y = run.Output(0);
        int units = ConvolutionSlab.UnitCount(shape);
        float[][] packed = new float[shape.Groups][];
        run.Parallel(shape.Groups, group => packed[group] = PackedWeights(shape, group, weights));
        run.Parallel(units * shape.Groups, part =>
            Convolve(shape, part / shape.Groups, part % shape.Groups, x, packed[part % shape.Groups], biases, y));
        Array.ForEach(packed, Scratch.Return);
    });

    /// <summary>Writes the gradients of a convolution of three axes and lets it run in the kernel.</summary>
    private static bool WriteVolumeGradient(GradientContext c)
    {
        (Value x, Value weight, Value y) = (c.Input(0), c.Input(1), c.Output());
        var window = Window.Of(c, weight.Shape[2..], x.Shape[2..], y.Shape[2..]);
        if (!Fits(window, x.Shape, y.Shape, out long[]? settings))
        {
            return false;
        }

        OperatorRule.Conv.Backward!(c);
        string bias = c.Has(2) ? c.Node.Input[2] : NoBias(c.Writer, y.Shape[1]).Name;
        c.Writer.MakeKernel(c.Node, VolumeConvolution, [y.Shape], settings);
        c.Node.Input.Clear();
        c.Node.Input.Add([x.Name, weight.Name, bias]);
        return true;
    }

    /// <summary>Whether the kernel is better than the runtime: with few output channels of a group most of its vectors
    /// would be empty.</summary>
    internal static bool Fits(Window window, long[] x, long[] y, [NotNullWhen(true)] out long[]? settings)
    {
        settings = window.Rank == 3 && y[1] / window.Groups >= ConvolutionShape.PanelSize
            ? ConvolutionShape.Settings(x, y, window) : null;
        return settings is not null;
    }

    internal static Value NoBias(NodeWriter writer, long channels) =>
        writer.Reals(TensorProto.Types.DataType.Float, new double[channels], channels);

    private static int OutChunks(ConvolutionShape shape) =>
        (shape.Outside + ConvolutionShape.Lanes - 1) / ConvolutionShape.Lanes;

    /// <summary>For every 32 output channels, chunk, tap and number of the input those channels' weights.</summary>
    private static float[] PackedWeights(ConvolutionShape shape, int group, Floats weights)
    {
        int taps = shape.TapOffsets.Length;
        int perChannel = shape.Inside * shape.KernelCount;
        float[] packed = Scratch.Rent(OutChunks(shape) * shape.Width * taps * ConvolutionShape.Lanes);
        for (int channel = 0; channel < shape.Outside; channel++)
        {
            ReadOnlySpan<float> from = weights.Part(((nint)(group * shape.Outside) + channel) * perChannel, perChannel);
            (int outChunk, int outLane) = Math.DivRem(channel, ConvolutionShape.Lanes);
            for (int number = 0; number < shape.Width; number++)
            {
                (int chunk, int lane) = Math.DivRem(number, ConvolutionShape.Lanes);
                int lanes = Math.Min(ConvolutionShape.Lanes, shape.Width - (chunk * ConvolutionShape.Lanes));
                (int column, int inside) = shape.TakesColumns ? Math.DivRem(number, shape.Inside) : (0, number);
                int step = shape.TakesColumns ? shape.Kernel[2] : 1;
                int start = (outChunk * shape.Width) + (chunk * ConvolutionShape.Lanes);
                for (int tap = 0; tap < taps; tap++)
                {
                    packed[(((start * taps) + (tap * lanes) + lane) * ConvolutionShape.Lanes) + outLane] =
                        from[(inside * shape.KernelCount) + (tap * step) + column];
                }
            }
        }

        return packed;
    }

    /// <summary>The outputs of one unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convolve(
        ConvolutionShape shape, int unit, int group, Floats x, float[] packed, Floats biases, Floats y)
    {
        int width = OutChunks(shape) * ConvolutionShape.Lanes;
        int columns = shape.OutSize[2];
        int places = (columns + ConvolutionShape.PanelSize - 1) / ConvolutionShape.PanelSize
            * ConvolutionShape.PanelSize;
        float[] sums = [];
        List<(int Picture, int Row, int Offset)> rows = [];
        for (int chunk = 0; chunk < shape.ChunkCount; chunk++)
        {
            using ConvolutionSlab slab = new(shape, group, chunk);
            rows = slab.Load(unit, x);
            if (chunk == 0)
            {
                sums = Scratch.Rent(rows.Count * places * width);
                for (int i = 0; i < rows.Count * places * width; i += width)
                {
                    biases.Part(group * shape.Outside, shape.Outside).CopyTo(sums.AsSpan(i));
                }
            }

            int lanes = Math.Min(ConvolutionShape.Lanes, shape.Width - (chunk * ConvolutionShape.Lanes));
            int step = slab.Step * shape.Stride[2];
            for (int outChunk = 0; outChunk * ConvolutionShape.Lanes < shape.Outside; outChunk++)
            {
                int start = ((outChunk * shape.Width) + (chunk * ConvolutionShape.Lanes)) * slab.Taps.Length;
                ReadOnlySpan<float> own = packed.AsSpan(
                    start * ConvolutionShape.Lanes, slab.Taps.Length * lanes * ConvolutionShape.Lanes);
                int first = outChunk * ConvolutionShape.Lanes;
                bool isNarrow = shape.Outside - first <= ConvolutionShape.Lanes / 2;
                for (int row = 0; row < rows.Count; row++)
                {
                    for (int column = 0; column < columns; column += ConvolutionShape.PanelSize)
                    {
                        VolumeTile.Add(
                            own, ref Unsafe.Add(ref slab.Start, rows[row].Offset + (column * step)), slab.Taps, lanes,
                            step, sums.AsSpan((((row * places) + column) * width) + first), width, isNarrow);
                    }
                }
            }
        }

        int plane = checked((int)shape.OutPlane);
        for (int row = 0; row < rows.Count; row++)
        {
            nint start = (((nint)rows[row].Picture * shape.Groups) + group) * shape.Outside * plane;
            Transposition.Run(
                sums.AsSpan(row * places * width), width, columns, shape.Outside,
                y.Part(start, shape.Outside * plane)[(rows[row].Row * columns)..], plane);
        }

        Scratch.Return(sums);
    }
}
