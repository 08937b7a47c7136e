using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The chosen model with the account of the choice.</summary>
public sealed record ProbeResult
{
    /// <summary>The chosen model.</summary>
    public required ProbeModel Model { get; init; }

    /// <summary>The probe.</summary>
    public required Probe Probe { get; init; }

    /// <summary>The chosen candidate.</summary>
    public required ProbeCandidate Chosen { get; init; }

    /// <summary>All candidates, in the order of the grid.</summary>
    public required IReadOnlyList<ProbeCandidate> Candidates { get; init; }

    /// <summary>Training rows with a label.</summary>
    public required int TrainingCount { get; init; }

    /// <summary>Validation rows with a label.</summary>
    public required int ValidationCount { get; init; }

    /// <summary>Training rows of every class.</summary>
    public IReadOnlyList<int> ClassCounts { get; init; } = [];

    /// <summary>The calibration, or null.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>Scores rows, calibrated where a calibrator was asked for.</summary>
    /// <param name="embeddings">The embeddings.</param>
    /// <param name="rows">The rows, m of them.</param>
    /// <param name="threadCount">Threads; the result does not depend on it.</param>
    /// <returns>Probabilities (or numbers), shape [m, outputs].</returns>
    public double[] Scores(FloatMatrix embeddings, IReadOnlyList<int> rows, int threadCount = 1)
    {
        double[] scores = Model.Scores(embeddings, rows, threadCount);
        for (int i = 0; Calibration is not null && i < scores.Length; i += Model.OutputCount)
        {
            Calibration.Apply(scores.AsSpan(i, Model.OutputCount));
        }

        return scores;
    }
}
