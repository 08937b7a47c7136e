using Isonomia.Datasets;

namespace Isonomia.Adaptation;

/// <summary>A cohort, the embeddings of its samples, and which split does what.</summary>
public sealed record EmbeddedCohortSource
{
    /// <summary>The cohort and the roles of its columns.</summary>
    public required CohortSource Cohort { get; init; }

    /// <summary>The folder of the embedding store.</summary>
    public required string Embeddings { get; init; }

    /// <summary>The value of the split column whose rows train, or null: a usual name (train, training).</summary>
    public string? Training { get; init; }

    /// <summary>The value whose rows choose settings and calibrate, or null: a usual name (val, validation,
    /// …).</summary>
    public string? Validation { get; init; }

    /// <summary>The value whose rows are judged, or null: a usual name (test, …).</summary>
    public string? Test { get; init; }
}
