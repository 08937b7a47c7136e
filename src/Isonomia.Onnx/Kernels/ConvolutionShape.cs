namespace Isonomia.Onnx;

/// <summary>How a convolution of up to three spatial axes slides; axes that are missing come first with size 1.
/// </summary>
internal sealed class ConvolutionShape
{
    /// <summary>Numbers that a processor's widest vectors hold, twice: channels that are taken at once.</summary>
    internal const int Lanes = 32;

    /// <summary>Output channels that are taken at once.</summary>
    internal const int PanelSize = 8;

    /// <summary>Fewer channels than this leave most of a vector empty; then those of neighbouring columns are taken
    /// with them.</summary>
    private const int FewChannels = 16;
    private const int Axes = 3;

    internal ConvolutionShape(long[] settings)
    {
        int next = 0;
        int Next() => checked((int)settings[next++]);
        int[] Three() => [Next(), Next(), Next()];
        (Batch, Groups, Inside, Outside) = (Next(), Next(), Next(), Next());
        (Size, OutSize, Kernel, Stride, Gap, Before) = (Three(), Three(), Three(), Three(), Three(), Three());
        TakesColumns = Inside < FewChannels && Gap[2] == 1 && Kernel[2] > 1;
        Width = TakesColumns ? Inside * Kernel[2] : Inside;
        TapOffsets = [.. from z in Enumerable.Range(0, Kernel[0])
                         from y in Enumerable.Range(0, Kernel[1])
                         from x in Enumerable.Range(0, TakesColumns ? 1 : Kernel[2])
                         select (z * Gap[0], y * Gap[1], x * Gap[2])];
    }

    internal int Batch { get; }

    internal int Groups { get; }

    /// <summary>Input channels of a group.</summary>
    internal int Inside { get; }

    /// <summary>Output channels of a group.</summary>
    internal int Outside { get; }

    internal int[] Size { get; }

    internal int[] OutSize { get; }

    internal int[] Kernel { get; }

    internal int[] Stride { get; }

    internal int[] Gap { get; }

    internal int[] Before { get; }

    /// <summary>Whether a vector holds the channels of all columns of the kernel, one after the other.</summary>
    internal bool TakesColumns { get; }

    /// <summary>Numbers that a tap takes: channels, or channels times columns.</summary>
    internal int Width { get; }

    /// <summary>For every tap how far it lies from the first, along each axis.</summary>
    internal (int Depth, int Row, int Column)[] TapOffsets { get; }

    internal int ChunkCount => (Width + Lanes - 1) / Lanes;

    internal int PanelCount => (Outside + PanelSize - 1) / PanelSize;

    internal nint Plane => (nint)Size[0] * Size[1] * Size[2];

    internal nint OutPlane => (nint)OutSize[0] * OutSize[1] * OutSize[2];

    internal int KernelCount => Kernel[0] * Kernel[1] * Kernel[2];

    /// <summary>What the settings of a kernel say, or null where it has more axes or is too large.</summary>
    internal static long[]? Settings(long[] x, long[] y, Window window)
    {
        if (window.Rank > Axes || x.Concat(y).Concat(window.Before).Any(size => size is > 1 << 24 or < -(1 << 24)))
        {
            return null;
        }

        long[] Three(long[] sizes, long first) => [.. Enumerable.Repeat(first, Axes - sizes.Length), .. sizes];
        return
        [
            x[0], window.Groups, x[1] / window.Groups, y[1] / window.Groups, .. Three(x[2..], 1), .. Three(y[2..], 1),
            .. Three(window.Kernel, 1), .. Three(window.Strides, 1), .. Three(window.Dilations, 1),
            .. Three(window.Before, 0),
        ];
    }

    /// <summary>Input places that outputs of a range reach along an axis.</summary>
    internal int Reach(int axis, int count) => ((count - 1) * Stride[axis]) + ((Kernel[axis] - 1) * Gap[axis]) + 1;
}
