using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>Which cohort to curate, and how.</summary>
public sealed record CurationRequest
{
    /// <summary>The cohort and the roles of its columns.</summary>
    public required CohortSource Cohort { get; init; }

    /// <summary>The steps: <c>dedup|balance(by=sex)</c>; see <see cref="StepCall.ParsePipeline"/>.</summary>
    public required string Steps { get; init; }

    /// <summary>The folder of the embedding store, or null; steps that need embeddings say so.</summary>
    public string? Embeddings { get; init; }

    /// <summary>A selection to start from (its folder or file), or null: every sample with weight 1.</summary>
    public string? Selection { get; init; }

    /// <summary>Crossings of attributes to account for, each <c>sex*age</c>.</summary>
    public IReadOnlyList<string> Intersections { get; init; } = [];

    /// <summary>A table with the columns attribute, group and share: the reference population, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Attributes whose uneven verdict is accepted, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Accepted { get; init; } = new Dictionary<string, string>();

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Permutations of patients in every test.</summary>
    public int Permutations { get; init; } = 10_000;

    /// <summary>How many removed samples of a step the account lists as examples.</summary>
    public int ExampleCount { get; init; } = 12;

    /// <summary>How many threads may work; the result does not depend on it.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
