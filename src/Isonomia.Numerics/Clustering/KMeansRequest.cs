namespace Isonomia.Numerics;

/// <summary>Settings of <see cref="KMeans"/>.</summary>
public sealed record KMeansRequest
{
    /// <summary>The number of clusters k, from 1 to the number of rows.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>The seed of the run.</summary>
    public ulong Seed { get; init; }

    /// <summary>How often the whole procedure is started anew; the lowest objective wins, then the first.</summary>
    public int Restarts { get; init; } = 1;

    /// <summary>The largest number of updates of the centroids.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>How many candidates a step of the seeding tries, the best of which is taken; 1 is plain
    /// k-means++, 2 + ⌊ln k⌋ its greedy form.</summary>
    public int SeedingTrials { get; init; } = 1;

    /// <summary>On how many rows the seeding works, drawn at random where there are more (but at least 8 k).</summary>
    public int SeedingRowLimit { get; init; } = 32_768;

    /// <summary>Whether rows and centroids are normalized, so that clusters are those of the cosine.</summary>
    public bool IsSpherical { get; init; }

    /// <summary>How many threads may work; the result does not depend on it.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
