using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Which pictures to encode with which model, and where to keep the embeddings.</summary>
public sealed record EmbeddingRequest
{
    /// <summary>The folder with <c>model.json</c> and the ONNX file; see <see cref="ModelRegistry.Resolve"/>.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The pictures; ids must differ.</summary>
    public required IReadOnlyList<ImageSample> Samples { get; init; }

    /// <summary>The store's folder; what it holds already for the same model, preprocessing and picture is not computed
    /// again.</summary>
    public required string StorePath { get; init; }

    /// <summary>The cohort's name: the store keeps one list of samples a cohort.</summary>
    public string Cohort { get; init; } = "cohort";

    /// <summary>The model's output to take, or null: the card's embedding.</summary>
    public string? OutputName { get; init; }

    /// <summary>How a new store keeps its numbers.</summary>
    public EmbeddingType Type { get; init; } = EmbeddingType.Float32;

    /// <summary>Threads, at least 1: for the model, and as many that read and prepare pictures. No number depends on
    /// it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <summary>Threads that read and prepare pictures, at least 1, or null: as many as
    /// <see cref="ThreadCount"/>.</summary>
    public int? DecoderCount { get; init; }

    /// <summary>Runs of the model side by side, at least 1, or null: as many as threads, at most
    /// <see cref="UsualStreamCount"/>. The threads are shared out among them; no number depends on it.</summary>
    public int? StreamCount { get; init; }

    /// <summary>The most runs side by side where none are asked for; each needs memory of its own.</summary>
    public const int UsualStreamCount = 4;

    /// <summary>Operators of the model that may run side by side, at least 1.</summary>
    public int InterOperatorThreadCount { get; init; } = 1;

    internal int Streams => StreamCount ?? Math.Min(ThreadCount, Device == OnnxDevice.Cpu ? UsualStreamCount : 1);

    /// <summary>Where the model runs.</summary>
    public OnnxDevice Device { get; init; } = OnnxDevice.Cpu;

    /// <summary>Pictures in one run of the model, at least 1, or null: measured. A store that exists keeps its
    /// own.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Which part of the samples this process does, from 1 to <see cref="ShardCount"/>.</summary>
    public int Shard { get; init; } = 1;

    /// <summary>Into how many parts the samples are divided; 1 for all.</summary>
    public int ShardCount { get; init; } = 1;

    /// <summary>What to do where the store holds embeddings of something else.</summary>
    public OtherStore Other { get; init; } = OtherStore.Refuse;
}
