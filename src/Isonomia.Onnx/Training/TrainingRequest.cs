namespace Isonomia.Onnx;

/// <summary>What is to be trained, and how.</summary>
public sealed record TrainingRequest
{
    /// <summary>The model; it is not changed.</summary>
    public required OnnxModel Model { get; init; }

    /// <summary>The shape of every input, with the number of rows of a batch.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<long>> InputShapes { get; init; }

    /// <summary>The loss.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The weights that change; all others are frozen.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>How they change.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.AdamW();

    /// <summary>Where and with how many threads a step runs.</summary>
    public OnnxSessionSettings Session { get; init; } = new();

    /// <summary>Whether kernels of our own may do what would take many operators: faster and smaller in memory, on the
    /// processor only. The numbers differ by rounding.</summary>
    public bool UsesKernels { get; init; } = true;
}
