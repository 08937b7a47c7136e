using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>What a probe learns from: training rows with classes (or numbers) and weights; all checked.</summary>
public sealed record ProbeProblem
{
    /// <summary>The embeddings, shape [n, d], finite where used.</summary>
    public required FloatMatrix Embeddings { get; init; }

    /// <summary>The training rows.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>The class of every training row, in [0, K); empty for regression.</summary>
    public IReadOnlyList<int> Classes { get; init; } = [];

    /// <summary>The number of every training row for regression; otherwise empty.</summary>
    public IReadOnlyList<double> Targets { get; init; } = [];

    /// <summary>The weight of every training row, ≥ 0, class weights included.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>K, at least 2; 0 for regression.</summary>
    public required int ClassCount { get; init; }

    /// <summary>Whether columns are divided by their standard deviation over the training rows first.</summary>
    public bool IsStandardized { get; init; } = true;

    /// <summary>Threads, at least 1; no result depends on it.</summary>
    public int ThreadCount { get; init; } = 1;
}
