namespace Isonomia.Curation;

/// <summary>What a step did, for the account.</summary>
public sealed record AccountRequest
{
    /// <summary>The name the account prints.</summary>
    public required string Step { get; init; }

    /// <summary>The weights before, at least 0, shape [n].</summary>
    public required double[] Before { get; init; }

    /// <summary>The weights after, at least 0, shape [n].</summary>
    public required double[] After { get; init; }

    /// <summary>The patient of every sample as a code from 0, or null: every sample is a patient.</summary>
    public int[]? Units { get; init; }

    /// <summary>The factors.</summary>
    public required IReadOnlyList<AccountFactor> Factors { get; init; }

    /// <summary>The two-valued labels: name, positive value, and 1, 0 or −1 (missing) for every sample.</summary>
    public IReadOnlyList<AccountLabel> Labels { get; init; } = [];

    /// <summary>The reason id of every removed sample, null for the others, shape [n]; or null.</summary>
    public string?[]? Reasons { get; init; }

    /// <summary>The seed of permutations and bootstrap.</summary>
    public ulong Seed { get; init; }

    /// <summary>Permutations of patients.</summary>
    public int Permutations { get; init; } = 10_000;

    /// <summary>Bootstrap replicates of patients.</summary>
    public int Replicates { get; init; } = 2_000;

    /// <summary>The level of all intervals.</summary>
    public double Level { get; init; } = 0.95;
}
