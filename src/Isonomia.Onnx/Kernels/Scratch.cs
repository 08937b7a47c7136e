using System.Buffers;

namespace Isonomia.Onnx;

/// <summary>Memory for the time of one part of a kernel, all zero at first.</summary>
/// <remarks>Taken from a pool: arrays of this size made anew would set the garbage collector to work beside the
/// runtime's threads.</remarks>
internal static class Scratch
{
    /// <summary>At least so many numbers; those asked for are zero.</summary>
    internal static float[] Rent(int count)
    {
        float[] numbers = ArrayPool<float>.Shared.Rent(count);
        numbers.AsSpan(0, count).Clear();
        return numbers;
    }

    internal static void Return(float[] numbers) => ArrayPool<float>.Shared.Return(numbers);
}
