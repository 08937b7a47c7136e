using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Onnx;

/// <content>Layer normalization over trailing axes, taken as rows.</content>
internal sealed partial record FusedKernel
{
    /// <summary>scale (x − mean) / √(variance + ε) + bias; also mean and 1/√(variance + ε) of every row.</summary>
    public static FusedKernel LayerNormalization { get; } = new("LayerNormalization", 3, 3, run =>
    {
        (Floats x, Floats y) = (run.Input(0), run.Output(0));
        (Floats scale, Floats bias) = (run.Input(1), run.Input(2));
        (Floats means, Floats inverses) = (run.Output(1), run.Output(2));
        int width = (int)run.Settings[0];
        float epsilon = run.Numbers[0];
        Rows.Run(run, (int)(y.Count / width), width, (first, count) =>
        {
            for (int row = first; row < first + count; row++)
            {
                ReadOnlySpan<float> from = x.Part((nint)row * width, width);
                Span<float> to = y.Part((nint)row * width, width);
                float mean = TensorPrimitives.Sum(from) / width;
                TensorPrimitives.Subtract(from, mean, to);
                float inverse = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares(to) / width) + epsilon);
                TensorPrimitives.Multiply(to, inverse, to);
                TensorPrimitives.MultiplyAdd(to, scale.Part(0, width), bias.Part(0, width), to);
                means.Part(row, 1)[0] = mean;
                inverses.Part(row, 1)[0] = inverse;
            }
        });
    });

    /// <summary>The gradient of the input: inverse (h − mean h − s · mean (h s)), h = g scale, s the standardized
    /// row.</summary>
    public static FusedKernel LayerNormalizationGradient { get; } = new("LayerNormalizationGradient", 5, 1, run =>
    {
        (Floats g, Floats x, Floats scale) = (run.Input(0), run.Input(1), run.Input(2));
        (Floats means, Floats inverses) = (run.Input(3), run.Input(4));
        Floats result = run.Output(0);
        int width = (int)run.Settings[0];
        Rows.Run(run, (int)(result.Count / width), width, (first, count) =>
        {
            for (int row = first; row < first + count; row++)
            {
                InputRow(g.Part((nint)row * width, width), x.Part((nint)row * width, width), scale.Part(0, width),
                    means.Part(row, 1)[0], inverses.Part(row, 1)[0], result.Part((nint)row * width, width));
            }
        });
    })
    {
        MayReplaceFirstInput = true,
    };

    /// <summary>The gradients of scale and bias: Σ g s and Σ g over rows.</summary>
    public static FusedKernel LayerNormalizationSums { get; } = new("LayerNormalizationSums", 4, 2, run =>
    {
        (Floats g, Floats x) = (run.Input(0), run.Input(1));
        (Floats means, Floats inverses) = (run.Input(2), run.Input(3));
        int width = (int)run.Settings[0];
        int rowCount = (int)(x.Count / width);
        float[][] scales = new float[Rows.BlockCount(rowCount, width)][];
        float[][] biases = new float[scales.Length][];
        Rows.Run(run, rowCount, width, (first, count) =>
        {
            (float[] scale, float[] bias) = (new float[width], new float[width]);
            for (int row = first; row < first + count; row++)
            {
                ReadOnlySpan<float> slope = g.Part((nint)row * width, width);
                TensorPrimitives.Add(bias, slope, bias);
                AddStandardized(slope, x.Part((nint)row * width, width), means.Part(row, 1)[0],
                    inverses.Part(row, 1)[0], scale);
            }

            int block = Rows.Block(first, width);
            (scales[block], biases[block]) = (scale, bias);
        });
        Together(scales, run.Output(0).Part(0, width));
        Together(biases, run.Output(1).Part(0, width));
    });

    private static bool WriteLayerNormalizationGradient(GradientContext c)
    {
        Value x = c.Input(0);
        int axis = c.Axis("axis", -1, x.Rank);
        long width = TensorData.Count(x.Shape[axis..]);
        if (!c.Has(2) || c.Input(1).Count != width || c.Input(2).Count != width || width > int.MaxValue / 2)
        {
            return false;
        }

        long[] kept = [.. x.Shape.Select((size, i) => i < axis ? size : 1)];
        Value mean = c.ExtraOutput(1, x.Type, kept);
        Value inverse = c.ExtraOutput(2, x.Type, kept);
        float epsilon = (float)c.Real("epsilon", 1e-5);
        Value g = c.Gradient();
        c.Writer.MakeKernel(c.Node, LayerNormalization, [x.Shape, kept, kept], [width], [epsilon]);
        c.Give(0, () => c.Writer.Kernel(
            LayerNormalizationGradient, [x.Shape], [g, x, c.Input(1), mean, inverse], [width])[0]);
        if (c.Needs(1) || c.Needs(2))
        {
            Value[] sums = c.Writer.Kernel(
                LayerNormalizationSums, [c.Input(1).Shape, c.Input(2).Shape], [g, x, mean, inverse], [width]);
            c.Give(1, sums[0]);
            c.Give(2, sums[1]);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputRow(
        ReadOnlySpan<float> g, ReadOnlySpan<float> x, ReadOnlySpan<float> scale, float mean, float inverse,
        Span<float> result)
    {
        (Vector256<float> sum, Vector256<float> product) = (Vector256<float>.Zero, Vector256<float>.Zero);
        (var center, var spread) = (Vector256.Create(mean), Vector256.Create(inverse));
        int i = 0;
        for (; i + 8 <= g.Length; i += 8)
        {
            Vector256<float> h = Vector256.Create(g[i..]) * Vector256.Create(scale[i..]);
            sum += h;
            product += h * ((Vector256.Create(x[i..]) - center) * spread);
        }

        (float total, float joint) = (Vector256.Sum(sum), Vector256.Sum(product));
        for (int j = i; j < g.Length; j++)
        {
            float h = g[j] * scale[j];
            total += h;
            joint += h * ((x[j] - mean) * inverse);
        }

        (total, joint) = (total / g.Length, joint / g.Length);
        (var average, var slope) = (Vector256.Create(total), Vector256.Create(joint));
        for (i = 0; i + 8 <= g.Length; i += 8)
        {
            Vector256<float> h = Vector256.Create(g[i..]) * Vector256.Create(scale[i..]);
            Vector256<float> standard = (Vector256.Create(x[i..]) - center) * spread;
            (spread * (h - average - (standard * slope))).CopyTo(result[i..]);
        }

        for (; i < g.Length; i++)
        {
            result[i] = inverse * ((g[i] * scale[i]) - total - ((x[i] - mean) * inverse * joint));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddStandardized(
        ReadOnlySpan<float> g, ReadOnlySpan<float> x, float mean, float inverse, Span<float> to)
    {
        (var center, var spread) = (Vector256.Create(mean), Vector256.Create(inverse));
        int i = 0;
        for (; i + 8 <= g.Length; i += 8)
        {
            (Vector256.Create<float>(to[i..])
                + (Vector256.Create(g[i..]) * ((Vector256.Create(x[i..]) - center) * spread))).CopyTo(to[i..]);
        }

        for (; i < g.Length; i++)
        {
            to[i] += g[i] * ((x[i] - mean) * inverse);
        }
    }

    private static void Together(float[][] parts, Span<float> to)
    {
        to.Clear();
        foreach (float[] part in parts)
        {
            TensorPrimitives.Add(to, part, to);
        }
    }
}
