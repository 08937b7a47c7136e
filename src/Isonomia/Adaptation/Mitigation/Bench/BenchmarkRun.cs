using System.Text.Json.Serialization;

namespace Isonomia.Adaptation;

/// <summary>One method with one seed and one draw of its hyper-parameters, for one attribute.</summary>
public sealed record BenchmarkRun
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The method's id.</summary>
    public required string Method { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The draw of the search; 0: the defaults.</summary>
    public int Draw { get; init; }

    /// <summary>The hyper-parameters of the method.</summary>
    public IReadOnlyDictionary<string, double> Settings { get; init; } = new Dictionary<string, double>();

    /// <summary>The learning rate; methods with a classifier of their own do not use it.</summary>
    public double LearningRate { get; init; }

    /// <summary>The weight decay; methods with a classifier of their own do not use it.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Whether the declared rule chose this draw for its method and seed: only chosen runs are
    /// compared.</summary>
    public bool IsChosen { get; init; }

    /// <summary>Epochs trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch that was kept; 0 where none was.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The selection value on validation rows.</summary>
    public double? ValidationValue { get; init; }

    /// <summary>Classifiers trained.</summary>
    public required int Trainings { get; init; }

    /// <summary>Wall time in seconds of one thread when it was computed. Time, memory and energy are the only numbers
    /// that differ when a run is computed anew; they are kept with it.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bytes that the run's thread asked for, in all; most were given back before its end.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>The most memory the process had held when the run ended, in bytes: embeddings, everything before and
    /// runs at the same time included.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Energy of the processor packages during the run in joules, everything on the machine included; null
    /// where unknown.</summary>
    public double? EnergyJoules { get; init; }

    /// <summary>Why the energy is unknown, or null.</summary>
    public string? EnergyUnknown { get; init; }

    /// <summary>Whether the method decides; then the scores are its decisions, 0 or 1, drawn by row id.</summary>
    public required bool Decides { get; init; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why there is no result, or null.</summary>
    public string? Failed { get; init; }

    /// <summary>Scores of validation rows, then of test rows with a label; kept in the cache, not in
    /// <c>bench.json</c>.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Scores { get; init; } = [];
}
