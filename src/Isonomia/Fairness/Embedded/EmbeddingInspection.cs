namespace Isonomia.Fairness;

/// <summary>What an audit read off the embeddings of its rows.</summary>
public sealed record EmbeddingInspection
{
    /// <summary>The numbers of an embedding.</summary>
    public required int Width { get; init; }

    /// <summary>The audited rows with an embedding.</summary>
    public required int Rows { get; init; }

    /// <summary>The audited rows without one, which are left out.</summary>
    public required int RowsWithout { get; init; }

    /// <summary>What the modes are: <c>pca</c> (principal components of the audited rows) or <c>columns</c> (the numbers of the
    /// file as they are).</summary>
    public required string Modes { get; init; }

    /// <summary>The share of the total variance of every principal component.</summary>
    public IReadOnlyList<double> ExplainedShares { get; init; } = [];

    /// <summary>The tests of every mode between labels and groups.</summary>
    public IReadOnlyList<DistributionTest> Tests { get; init; } = [];

    /// <summary>How many rows were asked for their neighbors by the consistency: all of them, or a sample.</summary>
    public int NeighborQueries { get; init; }

    /// <summary>How many pairs the Lipschitz numbers rest on.</summary>
    public long LipschitzPairs { get; init; }

    /// <summary>How many pairs have the same embedding and different scores; they violate any constant.</summary>
    public long UnequalTwins { get; init; }
}
