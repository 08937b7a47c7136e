using Isonomia.Datasets;

namespace Isonomia.Adaptation;

/// <summary>The training of a model on the pictures of a cohort, with a head on its embedding.</summary>
public sealed record TuneRequest
{
    /// <summary>The cohort with its pictures, splits and attributes.</summary>
    public required CohortSource Cohort { get; init; }

    /// <summary>The model, which of its weights are trained, and the threads and memory of that.</summary>
    public required BackboneRequest Backbone { get; init; }

    /// <summary>How a model is trained where nothing else is asked for.</summary>
    public static TrainingOptions StandardTraining { get; } =
        new() { BatchSize = 32, Epochs = 10, Schedule = "cosine" };

    /// <summary>The label column: two classes, or more for methods that allow it.</summary>
    public required string Label { get; init; }

    /// <summary>The value of the label that is positive; null: 1 or true of two classes, or all classes of more.
    /// </summary>
    public string? Positive { get; init; }

    /// <summary>The attributes that the method and the selection work on, crossed where there are several; empty: the
    /// first of the cohort's.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>The embedding store of texts in the space of the pictures, ids <c>class:NAME</c>, that a head of
    /// prototypes starts from; null: none.</summary>
    public string? Texts { get; init; }

    /// <summary>The id of the mitigation that trains.</summary>
    public string Method { get; init; } = "erm";

    /// <summary>Its hyper-parameters as text, by name; defaults are those of the method.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Head, optimizer, rate, batch, epochs, patience, clipping and selection.</summary>
    public TrainingOptions Training { get; init; } = StandardTraining;

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

    /// <summary>The clock that steps are timed by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal EmbeddedCohortSource Source => new()
    {
        Cohort = Cohort, Embeddings = string.Empty, Training = TrainingSplit, Validation = ValidationSplit,
        Test = TestSplit,
    };
}
