namespace Isonomia.Studies;

/// <summary>Which attributes are read out of the embeddings themselves.</summary>
public sealed record StudyLeakage
{
    /// <summary>The attributes, or empty: all of the study.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Control probes on the permuted attribute.</summary>
    public int Permutations { get; init; } = 5;

    /// <summary>Patient folds of the separability; 0: it is not measured.</summary>
    public int FoldCount { get; init; } = 5;
}
