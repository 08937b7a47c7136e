using System.Text.Json.Serialization;

namespace Isonomia.Adaptation;

/// <summary>One method with one seed for one attribute.</summary>
public sealed record BenchmarkRun
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The method's id.</summary>
    public required string Method { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Epochs trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch that was kept; 0 where none was.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The selection value on validation rows.</summary>
    public double? ValidationValue { get; init; }

    /// <summary>Classifiers trained.</summary>
    public required int Trainings { get; init; }

    /// <summary>Wall time in seconds of one thread when it was computed; the only number that differs between
    /// reruns.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether the method decides; then the scores are its decisions, 0 or 1, drawn by row id.</summary>
    public required bool Decides { get; init; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why there is no result, or null.</summary>
    public string? Failed { get; init; }

    /// <summary>Scores of all rows; kept in the cache, not in <c>bench.json</c>.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Scores { get; init; } = [];
}
