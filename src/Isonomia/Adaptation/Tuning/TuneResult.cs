using Isonomia.Datasets;

namespace Isonomia.Adaptation;

/// <summary>What a training of a model gave: <c>tune.json</c>, schema <c>isonomia.tune/1</c>.</summary>
public sealed record TuneResult
{
    /// <summary>The schema of the file.</summary>
    public string Schema { get; init; } = "isonomia.tune/1";

    /// <summary>The cohort.</summary>
    public required string Cohort { get; init; }

    /// <summary>The hash of the cohort's table.</summary>
    public required string CohortFingerprint { get; init; }

    /// <summary>The name of the model that was adapted.</summary>
    public required string Model { get; init; }

    /// <summary>The SHA-256 of its file.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>The SHA-256 of the adapted model's file.</summary>
    public required string TunedSha256 { get; init; }

    /// <summary>The label column.</summary>
    public required string Label { get; init; }

    /// <summary>The classes, in the order of the columns of <c>tuned_logits</c>.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The attribute that the method and the selection work on.</summary>
    public required string Attribute { get; init; }

    /// <summary>Training rows of every cell of group and label; labels are places in <see cref="Classes"/>.</summary>
    public required IReadOnlyDictionary<string, int> CellCounts { get; init; }

    /// <summary>Rows that train, choose and are judged.</summary>
    public required IReadOnlyList<int> SplitSizes { get; init; }

    /// <summary>What was trained besides the head.</summary>
    public required string Adapter { get; init; }

    /// <summary>The rank of low-rank adapters, else null.</summary>
    public int? Rank { get; init; }

    /// <summary>The scale's numerator of low-rank adapters, else null.</summary>
    public double? Alpha { get; init; }

    /// <summary>Parts that a batch was taken in.</summary>
    public required int PartCount { get; init; }

    /// <summary>Whether activations were computed again.</summary>
    public required bool RecomputesActivations { get; init; }

    /// <summary>The share of the adapters' inputs that was dropped in training; null without adapters.</summary>
    public double? Dropout { get; init; }

    /// <summary>The bits that the weights under the adapters were rounded to, or null: they were not.</summary>
    public int? Bits { get; init; }

    /// <summary>The prompts whose context was trained, or null: none.</summary>
    public TunedPromptFacts? Prompt { get; init; }

    /// <summary>The id of the mitigation that trained.</summary>
    public required string Method { get; init; }

    /// <summary>Its hyper-parameters.</summary>
    public required IReadOnlyDictionary<string, double> Settings { get; init; }

    /// <summary>Whether the attribute of the rows that are judged was used.</summary>
    public required bool UsesAttributeAtTest { get; init; }

    /// <summary>Trainings that the method made.</summary>
    public required int Trainings { get; init; }

    /// <summary>The tensors where the frozen part was cut off and kept, and the numbers a picture that they hold; empty
    /// where nothing is frozen.</summary>
    public required IReadOnlyDictionary<string, long> Kept { get; init; }

    /// <summary>Optimizer, rate, batch, epochs, selection.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>Names of the trained weights.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>Numbers in the trained weights.</summary>
    public required long TrainedCount { get; init; }

    /// <summary>Numbers in all weights that the embedding depends on, head and adapters included.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>The share of them that was trained, in (0, 1].</summary>
    public double TrainedShare => (double)TrainedCount / ParameterCount;

    /// <summary>Every epoch.</summary>
    public required IReadOnlyList<TuneEpoch> History { get; init; }

    /// <summary>The epoch that was kept, from 1.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Steps made.</summary>
    public required long StepCount { get; init; }

    /// <summary>The step that this run went on from; 0 for a fresh one.</summary>
    public required long ResumedFrom { get; init; }

    /// <summary>Seconds a step of this run, scoring of validation rows included and reading of pictures not; null where
    /// it made none.</summary>
    public double? SecondsPerStep { get; init; }

    /// <summary>Wall time of this run in seconds: reading, the frozen part, training and writing of the
    /// model.</summary>
    public required double Seconds { get; init; }

    /// <summary>Energy of the processor packages during that time in joules, everything on the machine included; null
    /// where unknown.</summary>
    public double? EnergyJoules { get; init; }

    /// <summary>Why the energy is unknown, or null.</summary>
    public string? EnergyUnknown { get; init; }

    /// <summary>The largest resident memory of the process, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Options for <c>isonomia audit</c>.</summary>
    public required IReadOnlyList<string> AuditOptions { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Versions of the programs.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>What a reader must know.</summary>
    public required IReadOnlyList<ReadingNote> Notes { get; init; }

    /// <summary>Where the adapters are in a file of their own; null without adapters.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? AdaptersPath { get; init; }

    /// <summary>Where the predictions are.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string PredictionsPath { get; init; } = string.Empty;
}
