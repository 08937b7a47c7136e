namespace Isonomia.Numerics;

/// <summary>A partition of rows into k clusters; clusters are numbered by descending size, then by their first
/// row.</summary>
public sealed record KMeansResult
{
    /// <summary>The mean of each cluster (normalized where spherical), shape [k, d].</summary>
    public required float[] Centroids { get; init; }

    /// <summary>The number of columns d.</summary>
    public required int Width { get; init; }

    /// <summary>The cluster of each row, shape [n].</summary>
    public required int[] Labels { get; init; }

    /// <summary>The number of rows of each cluster, descending, shape [k]; 0 where fewer than k rows differ.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>Σ ‖x − c‖² over rows and the centroid of their cluster.</summary>
    public required double Objective { get; init; }

    /// <summary>How often the centroids were updated.</summary>
    public required int IterationCount { get; init; }

    /// <summary>Whether no row changed its cluster at the end; otherwise the iterations ran out.</summary>
    public required bool HasConverged { get; init; }

    /// <summary>The restart that won, from 0.</summary>
    public required int Restart { get; init; }

    /// <summary>The centroid of one cluster.</summary>
    /// <param name="cluster">The cluster, in [0, k).</param>
    /// <returns>d numbers.</returns>
    public ReadOnlySpan<float> Centroid(int cluster) => Centroids.AsSpan(cluster * Width, Width);
}
