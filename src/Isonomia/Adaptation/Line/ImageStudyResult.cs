using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>What an image study made.</summary>
public sealed record ImageStudyResult
{
    /// <summary>The table: <c>id</c>, <c>label</c> (0, 1 or empty), <c>score</c> in [0, 1], <c>split</c>, then all
    /// other columns of the manifest; validation and test rows in the manifest's order.</summary>
    public required string PredictionsPath { get; init; }

    /// <summary>The chosen weight of the losses against the penalty.</summary>
    public required double C { get; init; }

    /// <summary>The probe's AUROC on the validation rows (optimistic: it chose C).</summary>
    public required Statistic ValidationAuroc { get; init; }

    /// <summary>Rows that trained.</summary>
    public required int TrainingCount { get; init; }

    /// <summary>Validation rows with a score.</summary>
    public required int ValidationCount { get; init; }

    /// <summary>Test rows with a score.</summary>
    public required int TestCount { get; init; }

    /// <summary>The pictures that could not be encoded, with the reason.</summary>
    public required IReadOnlyList<UnreadableImage> Unreadable { get; init; }

    /// <summary>Decisions that were made while reading and that every report must show.</summary>
    public required IReadOnlyList<ReadingNote> Notes { get; init; }

    /// <summary>Whether the embeddings were taken from an earlier run.</summary>
    public required bool AreEmbeddingsReused { get; init; }

    /// <summary>The hash over model, preprocessing and pictures.</summary>
    public required string EmbeddingKey { get; init; }

    /// <summary>The hash of the manifest.</summary>
    public required FileFingerprint Manifest { get; init; }
}
