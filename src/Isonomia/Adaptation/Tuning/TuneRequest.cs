using Isonomia.Datasets;

namespace Isonomia.Adaptation;

/// <summary>The training of a model on the pictures of a cohort, with a head on its embedding.</summary>
public sealed record TuneRequest
{
    /// <summary>The cohort with its pictures, splits and attributes.</summary>
    public required CohortSource Cohort { get; init; }

    /// <summary>The folder with the model and its card.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The label column, two classes.</summary>
    public required string Label { get; init; }

    /// <summary>The value of the label that is positive, or null: 1 or true.</summary>
    public string? Positive { get; init; }

    /// <summary>The attributes that the method and the selection work on, crossed where there are several; empty: the
    /// first of the cohort's.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>What is trained besides the head: <c>head</c> (nothing), <c>bias</c>, <c>lora</c>, <c>last_layers</c>
    /// or <c>full</c>.</summary>
    public string Adapter { get; init; } = "head";

    /// <summary>The rank of low-rank adapters, at least 1.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of the adapters' scale, above 0.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>Which products get adapters: names of nodes or weights with <c>*</c> and <c>?</c>.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = ["*"];

    /// <summary>How many layers <c>last_layers</c> trains, at least 1.</summary>
    public int LayerCount { get; init; } = 4;

    /// <summary>Parts of equally many rows that a batch is taken in, at least 1 and a divisor of the batch: the step is
    /// that of the whole batch up to rounding, and memory is that of a part.</summary>
    public int PartCount { get; init; } = 1;

    /// <summary>Whether the backward pass computes activations again instead of keeping them: less memory, more
    /// time.</summary>
    public bool RecomputesActivations { get; init; }

    /// <summary>The share of the adapters' inputs that is dropped in training, in [0, 1); above 0 with <c>lora</c>
    /// alone.</summary>
    public double Dropout { get; init; }

    /// <summary>The bits that the weights under the adapters are rounded to and kept in while the training lasts: 8, 4,
    /// or null for float32; with <c>lora</c> alone.</summary>
    public int? Bits { get; init; }

    /// <summary>The id of the mitigation that trains.</summary>
    public string Method { get; init; } = "erm";

    /// <summary>Its hyper-parameters as text, by name; defaults are those of the method.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Head, optimizer, rate, batch, epochs, patience, clipping and selection.</summary>
    public TrainingOptions Training { get; init; } = new() { BatchSize = 32, Epochs = 10, Schedule = "cosine" };

    /// <summary>Steps between two checkpoints, at least 1; the end of an epoch is one too.</summary>
    public int CheckpointSteps { get; init; } = 50;

    /// <summary>The split that trains, or null: a usual name.</summary>
    public string? TrainingSplit { get; init; }

    /// <summary>The split that chooses, or null: a usual name.</summary>
    public string? ValidationSplit { get; init; }

    /// <summary>The split that is judged, or null: a usual name.</summary>
    public string? TestSplit { get; init; }

    /// <summary>The folder for <c>model.onnx</c>, <c>model.json</c>, <c>predictions.csv</c> and checkpoints.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads, at least 1. Training gives the same bytes for the same number of threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The clock that steps are timed by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Bytes of memory that the frozen part's results may take; more go to a file in the folder of results
    /// that is gone when the process ends.</summary>
    public long MostMemory { get; init; } = 2L << 30;

    internal BackboneRequest Backbone => new()
    {
        ModelFolder = ModelFolder, Adapter = Adapter, Rank = Rank, Alpha = Alpha, Patterns = Patterns,
        LayerCount = LayerCount, Threads = Threads, MostMemory = MostMemory,
        PartCount = PartCount, RecomputesActivations = RecomputesActivations, Dropout = Dropout, Bits = Bits,
    };

    internal EmbeddedCohortSource Source => new()
    {
        Cohort = Cohort, Embeddings = string.Empty, Training = TrainingSplit, Validation = ValidationSplit,
        Test = TestSplit,
    };
}
