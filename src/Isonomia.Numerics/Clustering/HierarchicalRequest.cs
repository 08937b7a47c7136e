namespace Isonomia.Numerics;

/// <summary>Settings of <see cref="HierarchicalClusters"/>.</summary>
public sealed record HierarchicalRequest
{
    /// <summary>The number of clusters of each level, falling: k₁ &gt; k₂ &gt; … .</summary>
    public required IReadOnlyList<int> ClusterCounts { get; init; }

    /// <summary>Resampling steps at every level from the second on; 0 for none.</summary>
    public int ResamplingCount { get; init; } = 10;

    /// <summary>Updates of the centroids of each k-means.</summary>
    public int MaxIterations { get; init; } = 50;

    /// <summary>Whether the cosine is used instead of Euclid's distance.</summary>
    public bool IsSpherical { get; init; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many threads may work.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
