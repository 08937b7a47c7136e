namespace Isonomia.Embeddings;

/// <summary>Which pictures to encode with which model.</summary>
public sealed record EmbeddingRequest
{
    /// <summary>The folder with <c>model.json</c> and the ONNX file.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The pictures; ids must differ.</summary>
    public required IReadOnlyList<ImageSample> Samples { get; init; }

    /// <summary>The file that keeps the embeddings; reused when model, preprocessing and pictures are the
    /// same.</summary>
    public required string StorePath { get; init; }

    /// <summary>The model's output to take.</summary>
    public string OutputName { get; init; } = "embedding";

    /// <summary>Threads for the model; decoding has one more of its own. The result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <summary>Pictures in one run of the model, at least 1.</summary>
    public int BatchSize { get; init; } = 16;
}
