namespace Isonomia.Onnx;

/// <summary>A node of a graph that runs a kernel: the shapes of its outputs, whole numbers and real ones.</summary>
internal sealed class KernelNode
{
    /// <param name="kernel">What it runs.</param>
    /// <param name="facts">The number of outputs; for each its rank and sizes; then the whole numbers.</param>
    /// <param name="numbers">The real numbers.</param>
    internal KernelNode(FusedKernel kernel, long[] facts, float[] numbers)
    {
        (Kernel, Numbers) = (kernel, numbers);
        long[][] shapes = new long[facts[0]][];
        int next = 1;
        for (int i = 0; i < shapes.Length; i++)
        {
            int rank = (int)facts[next++];
            shapes[i] = facts[next..(next + rank)];
            next += rank;
        }

        (Shapes, Settings) = (shapes, facts[next..]);
    }

    internal FusedKernel Kernel { get; }

    internal IReadOnlyList<long[]> Shapes { get; }

    internal long[] Settings { get; }

    internal float[] Numbers { get; }

    internal static long[] FactsOf(IReadOnlyCollection<long[]> shapes, long[] settings) =>
        [shapes.Count, .. shapes.SelectMany(shape => (long[])[shape.Length, .. shape]), .. settings];
}
