namespace Isonomia.Onnx;

/// <summary>Writes the two gradients of a convolution with forward operators.</summary>
internal static class ConvolutionWriter
{
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
        long groups = window.Groups;
        long perGroup = weight.Shape[1];
        Value turned = weight;
        for (int i = 0; i < window.Rank; i++)
        {
            turned = writer.Flip(turned, i + 2);
        }

        turned = groups == 1 ? turned.Transpose([1, 0, .. Axes(2, window.Rank)])
            : perGroup == 1 && weight.Shape[0] == groups ? turned
            : turned.Reshape([groups, weight.Shape[0] / groups, perGroup, .. window.Kernel])
                .Transpose([0, 2, 1, .. Axes(3, window.Rank)])
                .Reshape([groups * perGroup, weight.Shape[0] / groups, .. window.Kernel]);
        Window back = window with
        {
            Before = [.. reach.Select((size, i) => size - 1 - window.Before[i])],
            After = [.. reach.Select((size, i) => size - 1 - window.After[i])],
        };
        return writer.Emit("Conv", g.Type, shape, [g, turned], back.Attributes());
    }

    /// <summary>The gradient of the weights: the input convolved with the gradient of the output, with batch and
    /// channels exchanged and stride and dilation exchanged.</summary>
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

        Value swapped = groups == 1 ? x.Transpose([1, 0, .. Axes(2, window.Rank)])
            : x.Reshape([batch, groups, inGroup, .. x.Shape[2..]]).Transpose([2, 1, 0, .. Axes(3, window.Rank)])
                .Reshape([inGroup, groups * batch, .. x.Shape[2..]]);
        Value kernels = g.Transpose([1, 0, .. Axes(2, window.Rank)]);
        Window exchanged = new(
            g.Shape[2..], window.Dilations, window.Strides, window.Before, window.After, groups);
        long[] reach = exchanged.Reach;
        long[] found =
            [.. window.Kernel.Select((_, i) => ((x.Shape[i + 2] + window.Before[i] + window.After[i] - reach[i])
            / window.Dilations[i]) + 1)];
        Value product = writer.Emit("Conv", x.Type, [inGroup, g.Shape[1], .. found], [swapped, kernels],
            exchanged.Attributes());
        for (int i = 0; i < window.Rank; i++)
        {
            product = writer.Slice(product, i + 2, 0, window.Kernel[i]);
        }

        return product.Transpose([1, 0, .. Axes(2, window.Rank)]);
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
