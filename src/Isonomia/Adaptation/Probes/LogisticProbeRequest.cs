namespace Isonomia.Adaptation;

/// <summary>Frozen embeddings with binary labels, and which rows train and which choose the strength of the
/// penalty.</summary>
public sealed record LogisticProbeRequest
{
    /// <summary>The embeddings, row-major, shape [n, d], finite.</summary>
    public required ReadOnlyMemory<float> Embeddings { get; init; }

    /// <summary>The width d of an embedding, at least 1.</summary>
    public required int Width { get; init; }

    /// <summary>The label of every row, 0 or 1, shape [n]; only rows used below are looked at.</summary>
    public required IReadOnlyList<sbyte> Labels { get; init; }

    /// <summary>The rows that train; both labels must occur.</summary>
    public required IReadOnlyList<int> TrainingRows { get; init; }

    /// <summary>The rows that choose C; none of them trains.</summary>
    public required IReadOnlyList<int> ValidationRows { get; init; }

    /// <summary>The candidates for C, ascending, above 0: ten from 1e-5 to 10, evenly spaced in logarithm
    /// (specification §15.4).</summary>
    public IReadOnlyList<double> Penalties { get; init; } =
        [.. Enumerable.Range(0, 10).Select(k => Math.Pow(10, -5 + (k * 6 / 9.0)))];

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
