using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>How mitigations compare on one cohort: plain data, written as <c>bench.json</c>.</summary>
public sealed record MitigationBenchmarkResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.bench/1";

    /// <summary>The cohort's name.</summary>
    public required string Cohort { get; init; }

    /// <summary>The hash of manifest and roles.</summary>
    public required string CohortFingerprint { get; init; }

    /// <summary>The hash of the embeddings.</summary>
    public required string EmbeddingsFingerprint { get; init; }

    /// <summary>The label column.</summary>
    public required string Label { get; init; }

    /// <summary>The attributes, each a target of its own.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>The methods, with what they need and where they act.</summary>
    public required IReadOnlyList<BenchmarkMethod> Methods { get; init; }

    /// <summary>Seeds a method.</summary>
    public required int SeedCount { get; init; }

    /// <summary>How hyper-parameters were searched and chosen.</summary>
    public required BenchmarkSelection Selection { get; init; }

    /// <summary>How heads were trained; of a search, in its first draw.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>The model that every run trained with its head; null where heads were trained on embeddings.</summary>
    public BackboneFacts? Backbone { get; init; }

    /// <summary>What every selection rule chooses among all candidates of an attribute, and what that is worth on test
    /// rows.</summary>
    public IReadOnlyList<BenchmarkChoice> Choices { get; init; } = [];

    /// <summary>Every run.</summary>
    public required IReadOnlyList<BenchmarkRun> Runs { get; init; }

    /// <summary>Methods that give scores, by AUROC, an attribute a setting, against plain training; null where fewer
    /// than two give scores.</summary>
    public ComparisonResult? Scores { get; init; }

    /// <summary>All methods by balanced accuracy of decisions: the method's own, else at the threshold of largest
    /// Youden index on validation.</summary>
    public ComparisonResult? Decisions { get; init; }

    /// <summary>The seed of the first run and of the resampling.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Versions of the product and of what it computes with.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>Decisions made while reading.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];
}
