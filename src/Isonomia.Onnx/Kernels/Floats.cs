namespace Isonomia.Onnx;

/// <summary>Numbers in the runtime's memory, for the time of one run of a kernel.</summary>
internal readonly unsafe struct Floats
{
    private readonly float* _start;

    internal Floats(float* start, nint count)
    {
        _start = start;
        Count = count;
    }

    internal nint Count { get; }

    /// <summary>The first number.</summary>
    internal float First => *_start;

    internal Span<float> Part(nint start, int count) => start >= 0 && count >= 0 && start + count <= Count
        ? new Span<float>(_start + start, count)
        : throw new ArgumentOutOfRangeException(
            nameof(start), $"Numbers {start} to {start + count} were asked for; there are {Count}.");
}
