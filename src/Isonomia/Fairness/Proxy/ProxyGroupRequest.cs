using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Embeddings to be divided into proxy groups, for cohorts in which nobody's attributes are known.</summary>
public sealed record ProxyGroupRequest
{
    /// <summary>The embeddings, shape [n, d], finite; scaled to length 1 inside.</summary>
    public required FloatMatrix Embeddings { get; init; }

    /// <summary>The patient of every row as a code, shape [n], or null; bootstrap refits draw patients.</summary>
    public IReadOnlyList<int>? Units { get; init; }

    /// <summary>Attributes that are known for some rows: how well the clusters agree with them is told.</summary>
    public IReadOnlyList<Grouping> Known { get; init; } = [];

    /// <summary>The number of clusters, or null: the one of 2 to 10 with the largest silhouette.</summary>
    public int? ClusterCount { get; init; }

    /// <summary>Restarts of the clustering.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>Bootstrap refits for the stability; 0: none.</summary>
    public int StabilityRefits { get; init; } = 20;

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
