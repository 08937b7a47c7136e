namespace Isonomia.Onnx;

/// <summary>How a depthwise convolution of two spatial axes slides, without gaps in its kernel.</summary>
internal readonly record struct DepthwiseWindow(
    int Height, int Width, int OutHeight, int OutWidth, int KernelHeight, int KernelWidth, int Stride, int Top,
    int Left)
{
    internal int Inside => Height * Width;

    internal int Outside => OutHeight * OutWidth;

    internal int Taps => KernelHeight * KernelWidth;

    /// <summary>With stride 1: the convolution, with the kernel turned around, that gives the input's gradient.
    /// </summary>
    internal DepthwiseWindow Back => new(
        OutHeight, OutWidth, Height, Width, KernelHeight, KernelWidth, 1, KernelHeight - 1 - Top,
        KernelWidth - 1 - Left);

    internal static DepthwiseWindow Of(long[] settings) => new(
        (int)settings[0], (int)settings[1], (int)settings[2], (int)settings[3], (int)settings[4], (int)settings[5],
        (int)settings[6], (int)settings[7], (int)settings[8]);

    internal long[] Settings() =>
        [Height, Width, OutHeight, OutWidth, KernelHeight, KernelWidth, Stride, Top, Left];
}
