namespace Isonomia.Adaptation;

/// <summary>A cohort with embeddings: what do the embeddings give away about its people.</summary>
public sealed record LeakageRequest
{
    /// <summary>The cohort with its attributes (and the label, where it declares one), and the embeddings.</summary>
    public required EmbeddedCohortSource Source { get; init; }

    /// <summary>The probe's id.</summary>
    public string Probe { get; init; } = "logistic";

    /// <summary>Control probes on the permuted attribute.</summary>
    public int Permutations { get; init; } = 5;

    /// <summary>Patient folds of the separability; 0: it is not measured.</summary>
    public int FoldCount { get; init; } = 5;

    /// <summary>Modes of the embeddings that are tested.</summary>
    public int ModeCount { get; init; } = 4;

    /// <summary>Permutations of the test of the maximum mean discrepancy; 0: it is not computed.</summary>
    public int DiscrepancyPermutations { get; init; }

    /// <summary>Whether proxy groups are made.</summary>
    public bool HasProxyGroups { get; init; }

    /// <summary>The number of proxy groups, or null: by silhouette.</summary>
    public int? ProxyGroupCount { get; init; }

    /// <summary>The fewest patients of a group in training and in test.</summary>
    public int MinimumPatients { get; init; } = 10;

    /// <summary>The confidence level.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0: one for each core. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
