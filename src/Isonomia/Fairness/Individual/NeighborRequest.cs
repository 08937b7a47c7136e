namespace Isonomia.Fairness;

/// <summary>The cases whose neighbors are compared, and who counts as a neighbor.</summary>
public sealed record NeighborRequest
{
    /// <summary>The features, row-major, shape [n, d].</summary>
    public required ReadOnlyMemory<float> Features { get; init; }

    /// <summary>The decisions or scores of the rows, shape [n].</summary>
    public required ReadOnlyMemory<double> Values { get; init; }

    /// <summary>How many neighbors each case has.</summary>
    public int NeighborCount { get; init; } = 5;

    /// <summary>
    /// The patient of every row, or null: no row shares a patient. Rows of one patient are never neighbors.
    /// </summary>
    public int[]? Units { get; init; }

    /// <summary>Whether a case is its own neighbor, and its patient's rows are too (AIF360; for parity only).</summary>
    public bool IncludesSelf { get; init; }

    /// <summary>Whether every feature vector is first scaled to length 1.</summary>
    public bool NormalizesLength { get; init; }

    /// <summary>From how many rows on only a sample of them is asked for its neighbors.</summary>
    public int SampleAbove { get; init; } = 50_000;

    /// <summary>How many rows that sample holds.</summary>
    public int SampleSize { get; init; } = 10_000;

    /// <summary>The seed of the sample.</summary>
    public ulong Seed { get; init; }
}
