using System.Runtime.Intrinsics;

namespace Isonomia.Onnx;

/// <content>The bends of networks.</content>
internal sealed partial record FusedKernel
{
    public static FusedKernel ReluGradient { get; } = new(
        "ReluGradient", 2, 1, run => ElementwiseKernel.Run<ReluSlope>(run, run.Input(0), run.Input(1)))
    {
        MayReplaceFirstInput = true,
    };

    /// <summary>Reads the output: it lies between the bounds where the input does, and the input need not be kept.
    /// </summary>
    public static FusedKernel ClipGradient { get; } = new("ClipGradient", 2, 1, run =>
        ElementwiseKernel.Run<ClipSlope>(run, run.Input(0), run.Input(1), run.Numbers[0], run.Numbers[1]))
    {
        MayReplaceFirstInput = true,
    };

    public static FusedKernel Gelu { get; } = new("Gelu", 1, 1, run =>
        ElementwiseKernel.Run<GeluFunction>(run, run.Input(0), run.Input(0)));

    public static FusedKernel GeluGradient { get; } = new("GeluGradient", 2, 1, run =>
        ElementwiseKernel.Run<GeluSlope>(run, run.Input(0), run.Input(1)))
    {
        MayReplaceFirstInput = true,
    };

    private static bool WriteReluGradient(GradientContext c)
    {
        c.Give(0, c.Writer.Kernel(ReluGradient, [c.Output().Shape], [c.Gradient(), c.Output()])[0]);
        return true;
    }

    private static bool WriteClipGradient(GradientContext c)
    {
        double[]? low = c.Has(1) ? c.RealConstants(1) : [double.NegativeInfinity];
        double[]? high = c.Has(2) ? c.RealConstants(2) : [double.PositiveInfinity];
        if (c.Needs(1) || c.Needs(2) || low is not [double from] || high is not [double to])
        {
            return false;
        }

        c.Give(0, c.Writer.Kernel(
            ClipGradient, [c.Output().Shape], [c.Gradient(), c.Output()], [], [(float)from, (float)to])[0]);
        return true;
    }

    private static bool WriteGeluGradient(GradientContext c)
    {
        if (c.Text("approximate", "none") == "tanh")
        {
            return false;
        }

        c.Give(0, c.Writer.Kernel(GeluGradient, [c.Output().Shape], [c.Gradient(), c.Input(0)])[0]);
        return true;
    }

    private readonly struct ReluSlope : ElementwiseKernel.IFunction
    {
        public static Vector256<float> Apply(
            Vector256<float> a, Vector256<float> b, Vector256<float> low, Vector256<float> high) =>
            a & Vector256.GreaterThan(b, Vector256<float>.Zero);
    }

    private readonly struct ClipSlope : ElementwiseKernel.IFunction
    {
        public static Vector256<float> Apply(
            Vector256<float> a, Vector256<float> b, Vector256<float> low, Vector256<float> high) =>
            a & Vector256.GreaterThan(b, low) & Vector256.LessThan(b, high);
    }

    private readonly struct GeluFunction : ElementwiseKernel.IFunction
    {
        public static Vector256<float> Apply(
            Vector256<float> a, Vector256<float> b, Vector256<float> low, Vector256<float> high) =>
            a * NormalDistribution.Of(a, out _);
    }

    private readonly struct GeluSlope : ElementwiseKernel.IFunction
    {
        public static Vector256<float> Apply(
            Vector256<float> a, Vector256<float> b, Vector256<float> low, Vector256<float> high)
        {
            Vector256<float> share = NormalDistribution.Of(b, out Vector256<float> density);
            return a * (share + (b * density));
        }
    }
}
