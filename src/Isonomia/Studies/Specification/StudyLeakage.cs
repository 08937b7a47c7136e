namespace Isonomia.Studies;

/// <summary>Which attributes are read out of the embeddings themselves.</summary>
public sealed record StudyLeakage
{
    /// <summary>The attributes, or empty: all of the study.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Bootstrap replicates of the intervals.</summary>
    public int Replicates { get; init; } = 1000;
}
