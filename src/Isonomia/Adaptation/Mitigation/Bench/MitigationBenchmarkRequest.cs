namespace Isonomia.Adaptation;

/// <summary>Several mitigations × attributes × seeds on the frozen embeddings of a cohort.</summary>
public sealed record MitigationBenchmarkRequest
{
    /// <summary>The cohort with its splits and attributes, and the embeddings.</summary>
    public required EmbeddedCohortSource Source { get; init; }

    /// <summary>The model that every run trains with its head on the cohort's pictures; null: heads on embeddings.
    /// </summary>
    public BackboneRequest? Backbone { get; init; }

    /// <summary>The label column: two classes, or more for methods that allow it.</summary>
    public required string Label { get; init; }

    /// <summary>The value of the label that is positive, or null: 1 or true.</summary>
    public string? Positive { get; init; }

    /// <summary>The embedding store of texts in the space of the pictures, ids <c>class:NAME</c>,
    /// <c>attribute:ATTRIBUTE/VALUE</c> and those of samples; null: none.</summary>
    public string? Texts { get; init; }

    /// <summary>The ids of the methods; <c>erm</c> is added where missing.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>The attributes, each a target of its own; empty: all of the cohort.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>How many seeds each method runs with, at least 1.</summary>
    public int SeedCount { get; init; } = 5;

    /// <summary>Draws of hyper-parameters for every method, attribute and seed, at least 1. The first is the defaults;
    /// the others are drawn at random: learning rate, weight decay and the method's own.</summary>
    public int DrawCount { get; init; } = 1;

    /// <summary>The selection rule that chooses among draws on validation rows, or null: the rule of
    /// <see cref="TrainingOptions.Selection"/>.</summary>
    public string? ChooseBy { get; init; }

    /// <summary>Whether every seed deals patient-disjoint splits of its own instead of the cohort's.</summary>
    public bool IsResplit { get; init; }

    /// <summary>How heads are trained, the same for every method.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The folder for <c>runs.csv</c>, <c>bench.json</c> and the cache <c>runs/</c>.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Bootstrap replicates of the comparison.</summary>
    public int Replicates { get; init; } = 2000;

    /// <summary>The first seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0: one for each core. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
