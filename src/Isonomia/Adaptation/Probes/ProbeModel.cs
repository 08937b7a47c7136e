using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>A fitted probe: from embeddings to probabilities (or, for regression, to numbers).</summary>
public abstract class ProbeModel
{
    /// <summary>Declares a model.</summary>
    /// <param name="setting">The value of the grid it was fitted with.</param>
    /// <param name="outputCount">Scores a row: the number of classes, or 1 for regression.</param>
    protected ProbeModel(double setting, int outputCount) => (Setting, OutputCount) = (setting, outputCount);

    /// <summary>The value of the grid it was fitted with, for example C.</summary>
    public double Setting { get; }

    /// <summary>Scores a row: the number of classes K, or 1 for regression.</summary>
    public int OutputCount { get; }

    /// <summary>Steps of an iterative fit; 0 for a closed form.</summary>
    public int IterationCount { get; init; }

    /// <summary>Scores rows.</summary>
    /// <param name="embeddings">The embeddings, shape [n, d], of the width it was fitted on.</param>
    /// <param name="rows">The rows to score, m of them.</param>
    /// <param name="threadCount">Threads, at least 1; the result does not depend on it.</param>
    /// <returns>Probabilities that sum to 1 over the classes (or predicted numbers), shape [m, outputs].</returns>
    public abstract double[] Scores(FloatMatrix embeddings, IReadOnlyList<int> rows, int threadCount = 1);

    private protected static void ForRows(int count, int threadCount, Action<int> work) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threadCount }, work);
}
