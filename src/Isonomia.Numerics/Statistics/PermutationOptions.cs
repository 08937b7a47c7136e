namespace Isonomia.Numerics;

/// <summary>The settings of a permutation test.</summary>
public sealed record PermutationOptions
{
    /// <summary>The seed of the Monte Carlo draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Random assignments B where there are too many to list, at least 1.</summary>
    public int Replicates { get; init; } = 9999;

    /// <summary>All assignments are listed where there are at most this many.</summary>
    public int ExactLimit { get; init; } = 100_000;

    /// <summary>The largest share of assignments with an undefined statistic to accept.</summary>
    public double MaxUndefinedShare { get; init; } = 0.05;

    /// <summary>The largest number of threads, or −1 for all; the result does not depend on it.</summary>
    public int MaxThreads { get; init; } = -1;
}
