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

    /// <summary>Parts of equally many rows that a batch is taken in, at least 1: the gradient is that of the whole
    /// batch, and memory is that of a part.</summary>
    public int MicroBatchCount { get; init; } = 1;

    /// <summary>Whether the backward pass computes activations again instead of keeping them: less memory, more
    /// time.</summary>
    public bool RecomputesActivations { get; init; }

    /// <summary>The seed of what the Dropout nodes of the model drop in a step; null lets them pass everything, as in
    /// use.</summary>
    /// <remarks>A row's draw depends on seed, node, step and row alone, so a resumed training goes on bit by
    /// bit.</remarks>
    public ulong? DropoutSeed { get; init; }

    /// <summary>The largest norm of one row's gradient; longer ones are shortened to it before rows are put together.
    /// Null for none.</summary>
    /// <remarks>Source: Abadi et al., CCS 2016, algorithm 1, without its noise. A row's gradient is that of its term in
    /// the loss, with its row weight and before any division by rows or weights.</remarks>
    public double? RowClippingNorm { get; init; }

    /// <summary>Whether steps look for flat places (SAM), and how; null for steps along the gradient at the
    /// parameters.</summary>
    public SharpnessAwareness? Sharpness { get; init; }

    /// <summary>Where and with how many threads a step runs.</summary>
    public OnnxSessionSettings Session { get; init; } = new();
}
