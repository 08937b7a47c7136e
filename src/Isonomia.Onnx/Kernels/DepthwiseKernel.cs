namespace Isonomia.Onnx;

/// <content>Depthwise convolutions of two spatial axes: one kernel a channel.</content>
internal sealed partial record FusedKernel
{
    private const int LargestKernel = 128;

    public static FusedKernel DepthwiseConvolution { get; } = new("DepthwiseConvolution", 3, 1, run =>
    {
        (Floats weights, Floats biases) = (run.Input(1), run.Input(2));
        var window = DepthwiseWindow.Of(run.Settings);
        Convolve(run, window, channel => weights.Part(channel * window.Taps, window.Taps).ToArray(),
            channel => biases.Part(channel, 1)[0]);
    });

    public static FusedKernel DepthwiseInputGradient { get; } = new("DepthwiseInputGradient", 2, 1, run =>
    {
        Floats weights = run.Input(1);
        var window = DepthwiseWindow.Of(run.Settings);
        if (window.Stride == 1)
        {
            Convolve(run, window.Back, channel =>
            {
                float[] turned = weights.Part(channel * window.Taps, window.Taps).ToArray();
                Array.Reverse(turned);
                return turned;
            }, static _ => 0);
            return;
        }

        (Floats g, Floats result) = (run.Input(0), run.Output(0));
        int channels = (int)run.Shape(0)[1];
        PerChannel(run, channels, (int)run.Shape(0)[0], () => new DepthwiseScatter(window),
            (plane, channel, scratch) => scratch.Run(
                g.Part(plane * window.Outside, window.Outside), weights.Part(channel * window.Taps, window.Taps),
                result.Part(plane * window.Inside, window.Inside)));
    });

    /// <summary>The gradients of weights and bias, summed over pictures in their order.</summary>
    public static FusedKernel DepthwiseWeightGradient { get; } = new("DepthwiseWeightGradient", 2, 2, run =>
    {
        (Floats g, Floats x) = (run.Input(0), run.Input(1));
        (Floats weights, Floats biases) = (run.Output(0), run.Output(1));
        var window = DepthwiseWindow.Of(run.Settings);
        int channels = (int)run.Shape(0)[0];
        int batch = (int)(x.Count / window.Inside / channels);
        run.Parallel(channels, channel =>
        {
            DepthwisePlane scratch = new(window);
            Span<double> sums = stackalloc double[LargestKernel + 1];
            sums.Clear();
            for (int picture = 0; picture < batch; picture++)
            {
                nint plane = ((nint)picture * channels) + channel;
                scratch.Load(x.Part(plane * window.Inside, window.Inside));
                scratch.AddProducts(g.Part(plane * window.Outside, window.Outside), sums);
            }

            Span<float> to = weights.Part(channel * window.Taps, window.Taps);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = (float)sums[i];
            }

            biases.Part(channel, 1)[0] = (float)sums[to.Length];
        });
    });

    private static bool WriteDepthwiseGradient(GradientContext c)
    {
        Value x = c.Input(0);
        Value weight = c.Input(1);
        if (x.Rank != 4 || weight.Shape[1] != 1 || weight.Shape[0] != x.Shape[1])
        {
            return false;
        }

        Value y = c.Output();
        var window = Window.Of(c, weight.Shape[2..], x.Shape[2..], y.Shape[2..]);
        if (window.Groups != x.Shape[1] || window.Dilations.Any(gap => gap != 1)
            || window.Strides[0] != window.Strides[1] || TensorData.Count(window.Kernel) > LargestKernel
            || window.Before.Zip(window.Kernel).Any(pair => pair.First < 0 || pair.First >= pair.Second))
        {
            return false;
        }

        long[] settings = [.. x.Shape[2..], .. y.Shape[2..], .. window.Kernel, window.Strides[0], .. window.Before];
        c.Give(0, () => c.Writer.Kernel(DepthwiseInputGradient, [x.Shape], [c.Gradient(), weight], settings)[0]);
        if (c.Needs(1))
        {
            Value[] sums = c.Writer.Kernel(
                DepthwiseWeightGradient, [weight.Shape, [x.Shape[1]]], [c.Gradient(), x], settings);
            c.Give(1, sums[0]);
            c.Give(2, sums[1]);

            // With weights that change the runtime cannot lay them out for its own kernels beforehand.
            string bias = c.Has(2) ? c.Node.Input[2] : c.Writer.Reals(x.Type, new double[x.Shape[1]], x.Shape[1]).Name;
            c.Writer.MakeKernel(c.Node, DepthwiseConvolution, [y.Shape], settings);
            c.Node.Input.Clear();
            c.Node.Input.Add([x.Name, weight.Name, bias]);
        }
        else
        {
            c.Give(2, () => OperatorRule.ChannelSum(c.Gradient()));
        }

        return true;
    }

    private static void Convolve(
        KernelRun run, DepthwiseWindow window, Func<int, float[]> kernel, Func<int, float> bias)
    {
        (Floats x, Floats y) = (run.Input(0), run.Output(0));
        int channels = (int)run.Shape(0)[1];
        float[][] kernels = [.. Enumerable.Range(0, channels).Select(kernel)];
        PerChannel(run, channels, (int)run.Shape(0)[0], () => new DepthwisePlane(window), (plane, channel, scratch) =>
        {
            scratch.Load(x.Part(plane * window.Inside, window.Inside));
            scratch.Convolve(kernels[channel], bias(channel), y.Part(plane * window.Outside, window.Outside));
        });
    }

    /// <summary>Shares out the channels of every picture, a few at once with one scratch memory.</summary>
    private static void PerChannel<T>(
        KernelRun run, int channels, int batch, Func<T> scratch, Action<nint, int, T> work)
    {
        const int least = 16;
        int parts = (channels + least - 1) / least;
        run.Parallel(batch * parts, part =>
        {
            T own = scratch();
            int first = part % parts * least;
            for (int channel = first; channel < Math.Min(channels, first + least); channel++)
            {
                work(((nint)(part / parts) * channels) + channel, channel, own);
            }
        });
    }
}
