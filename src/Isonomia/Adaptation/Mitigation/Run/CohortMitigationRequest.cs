namespace Isonomia.Adaptation;

/// <summary>One mitigation on the frozen embeddings of a cohort.</summary>
public sealed record CohortMitigationRequest
{
    /// <summary>The cohort with its splits and attributes, and the embeddings.</summary>
    public required EmbeddedCohortSource Source { get; init; }

    /// <summary>The label column: two classes, or more for methods that allow it.</summary>
    public required string Label { get; init; }

    /// <summary>The value of the label that is positive, or null: 1 or true.</summary>
    public string? Positive { get; init; }

    /// <summary>The embedding store of texts in the space of the pictures, ids <c>class:NAME</c>,
    /// <c>attribute:ATTRIBUTE/VALUE</c> and those of samples; null: none.</summary>
    public string? Texts { get; init; }

    /// <summary>The attributes that the method works on, crossed where there are several; empty: the first of the
    /// cohort's.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>The id of the method.</summary>
    public required string Method { get; init; }

    /// <summary>Hyper-parameters as text, by name; defaults are those of the method.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How heads are trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The folder for <c>predictions.csv</c>, <c>runs.csv</c> and <c>adapt.json</c>.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Bootstrap replicates of the comparison with plain training.</summary>
    public int Replicates { get; init; } = 2000;

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0: one for each core. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
