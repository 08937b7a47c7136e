namespace Isonomia.Onnx;

/// <summary>Writes the two gradients of a convolution with forward operators.</summary>
internal static class ConvolutionWriter
{
    private const int FewChannels = 64;

    /// <summary>The gradient of the input of a convolution (and the forward pass of a transposed one).</summary>
    /// <param name="g">The gradient of the output, <c>[n, out, …]</c>.</param>
    /// <param name="weight">The weights, <c>[out, in / groups, …]</c>.</param>
    /// <param name="window">How the convolution slides.</param>
    /// <param name="shape">The shape of the input.</param>
    internal static Value InputGradient(Value g, Value weight, Window window, long[] shape)
    {
        NodeWriter writer = g.Writer;
        long[] reach = window.Reach;
        bool isDense = window.Strides.All(stride => stride == 1)
            && window.Before.Concat(window.After).Zip(reach.Concat(reach)).All(pair => pair.First < pair.Second);
        if (!isDense)
        {
            long[] more = [.. reach.Select((size, i) => shape[i + 2] - (((g.Shape[i + 2] - 1) * window.Strides[i])
                + size - window.Before[i] - window.After[i]))];

            // What lies beyond the last window has no gradient; where that is a whole stride it is padded.
            long[] inside = [.. more.Select((size, i) =>
                Math.Min(size, Math.Max(window.Strides[i], window.Dilations[i]) - 1))];
            long[] reached = [.. shape.Select((size, i) => i < 2 ? size : size - more[i - 2] + inside[i - 2])];
            Value near = writer.Emit("ConvTranspose", g.Type, reached, [g, weight],
                [.. window.Attributes(), GraphAttribute.Integers("output_padding", inside)]);
            return writer.Pad(near, new long[shape.Length], [.. shape.Select((size, i) => size - reached[i])]);
        }

        // With stride 1 it is a convolution with the kernel turned around, which the runtime does faster.
        Value turned = TurnedKernel(weight, window);
        Window back = window with
        {
            Before = [.. reach.Select((size, i) => size - 1 - window.Before[i])],
            After = [.. reach.Select((size, i) => size - 1 - window.After[i])],
        };
        return writer.UsesKernels && g.Type == TensorProto.Types.DataType.Float
            && FusedKernel.Fits(back, g.Shape, shape, out long[]? settings)
            ? writer.Kernel(
                FusedKernel.VolumeConvolution, [shape], [g, turned, FusedKernel.NoBias(writer, shape[1])], settings)[0]
            : writer.Emit("Conv", g.Type, shape, [g, turned], back.Attributes());
    }

    /// <summary>The gradient of the weights: for every tap of the kernel the products of the output's gradient with
    /// what the tap met.</summary>
    /// <param name="x">The input, <c>[n, in, …]</c>.</param>
    /// <param name="g">The gradient of the output, <c>[n, out, …]</c>.</param>
    /// <param name="window">How the convolution slides.</param>
    internal static Value WeightGradient(Value x, Value g, Window window)
    {
        NodeWriter writer = x.Writer;
        long batch = x.Shape[0];
        long groups = window.Groups;
        long inGroup = x.Shape[1] / groups;
        long[] shape = [g.Shape[1], inGroup, .. window.Kernel];
        if (groups == 1 && window.Kernel.All(size => size == 1) && IsPatches(window, x.Shape, g.Shape))
        {
            // Pointwise: a product a picture, summed; no picture is turned around in memory.
            long places = TensorData.Count(x.Shape[2..]);
            return g.Reshape(batch, g.Shape[1], places).MatMul(writer.Turned(x.Reshape(batch, x.Shape[1], places)))
                .Sum([0], keep: false).Reshape(shape);
        }

        if (groups == 1 && IsPatches(window, x.Shape, g.Shape))
        {
            return Rows(g, [.. Enumerable.Repeat(1L, window.Rank)]).Turn(Rows(x, window.Kernel)).Reshape(shape);
        }

        if (writer.UsesKernels && x.Type == TensorProto.Types.DataType.Float
            && ConvolutionShape.Settings(x.Shape, g.Shape, window) is { } settings)
        {
            return writer.Kernel(FusedKernel.ConvolutionWeightGradient, [shape], [g, x], settings)[0];
        }

        return Taps(x, g, window).Reshape(shape);
    }

    /// <summary>Matrix products of the output's gradient with the input as taps meet it, a few taps at once.</summary>
    private static Value Taps(Value x, Value g, Window window)
    {
        NodeWriter writer = x.Writer;
        (long batch, long groups) = (x.Shape[0], window.Groups);
        (long inside, long outside) = (x.Shape[1] / groups, g.Shape[1] / groups);
        long places = TensorData.Count(g.Shape[2..]);
        long[] more = [.. window.Reach.Select((size, i) => ((g.Shape[i + 2] - 1) * window.Strides[i]) + size
            - window.Before[i] - x.Shape[i + 2])];
        Value padded = writer.Pad(x, [0, 0, .. window.Before], [0, 0, .. more]);
        Value slopes = g.Reshape(batch, groups, outside, places);

        // What is put side by side is no larger than input or output.
        int atOnce = (int)Math.Max(1, Math.Max(outside, FewChannels) / inside);
        List<Value> products = [];
        foreach (long[][] taps in Places(window.Kernel).Chunk(atOnce))
        {
            Value met = writer.Concat([.. taps.Select(tap => writer
                .Slice(padded, 2, [.. tap.Zip(window.Dilations, (place, gap) => place * gap)], g.Shape[2..],
                    window.Strides)
                .Reshape(batch, groups, inside, places))], 2);
            products.Add(slopes.MatMul(writer.Turned(met)).Sum([0], keep: false));
        }

        return writer.Concat(products, 2).Reshape(groups * outside, TensorData.Count(window.Kernel), inside)
            .Transpose(0, 2, 1);
    }

    /// <summary>All places of a kernel, the last axis fastest.</summary>
    private static IEnumerable<long[]> Places(long[] kernel) => kernel.Aggregate(
        (IEnumerable<long[]>)[[]],
        (places, size) => places.SelectMany(place => Axes(0, (int)size).Select(next => (long[])[.. place, next])));

    /// <summary>The kernel turned around in space, with input and output channels exchanged.</summary>
    private static Value TurnedKernel(Value weight, Window window)
    {
        NodeWriter writer = weight.Writer;
        (long groups, long inside) = (window.Groups, weight.Shape[1]);
        long outside = weight.Shape[0] / groups;
        long taps = TensorData.Count(window.Kernel);
        long[] shape = [groups * inside, outside, .. window.Kernel];
        return writer.UsesKernels && weight.Type == TensorProto.Types.DataType.Float
            ? writer.Kernel(FusedKernel.TurnedKernel, [shape], [weight], [groups, outside, inside, taps])[0]
            : writer.Flip(weight.Reshape(groups, outside, inside, taps), 3).Transpose(0, 2, 1, 3).Reshape(shape);
    }

    private static Value Turn(this Value left, Value right) => left.Writer.Gemm(left, right, turnLeft: true);

    /// <summary>Whether the windows lie side by side without overlap or padding, as in patch embeddings and pointwise
    /// convolutions.</summary>
    private static bool IsPatches(Window window, long[] x, long[] g) =>
        window.Before.Concat(window.After).All(pad => pad == 0)
        && window.Kernel.Select((size, i) => (size == 1 || window.Dilations[i] == 1) && window.Strides[i] == size
            && g[i + 2] * size == x[i + 2]).All(fits => fits);

    /// <summary>Every patch as a row: <c>[n · patches, channels · patch]</c>.</summary>
    private static Value Rows(Value value, long[] patch)
    {
        int rank = patch.Length;
        long[] split = [value.Shape[0], value.Shape[1],
            .. patch.SelectMany((size, i) => new[] { value.Shape[i + 2] / size, size })];
        long[] order = [0, .. Enumerable.Range(0, rank).Select(i => 2L + (2 * i)), 1,
            .. Enumerable.Range(0, rank).Select(i => 3L + (2 * i))];
        long width = value.Shape[1] * TensorData.Count(patch);
        return value.Reshape(split).Transpose(order).Reshape(value.Count / width, width);
    }

    private static IEnumerable<long> Axes(int first, int count) =>
        Enumerable.Range(first, count).Select(axis => (long)axis);
}
