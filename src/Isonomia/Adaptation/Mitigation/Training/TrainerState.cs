namespace Isonomia.Adaptation;

/// <summary>How far one trainer is.</summary>
internal sealed record TrainerState
{
    /// <summary>Epochs that are complete.</summary>
    public int Epoch { get; init; }

    /// <summary>Steps made of the epoch under way.</summary>
    public int StepInEpoch { get; init; }

    /// <summary>Steps made.</summary>
    public long Step { get; init; }

    /// <summary>The sum of the losses of the epoch under way.</summary>
    public double LossSum { get; init; }

    /// <summary>The chosen epoch so far, or 0.</summary>
    public int BestEpoch { get; init; }

    /// <summary>What the complete epochs are worth on validation rows.</summary>
    public IReadOnlyList<JudgedValues> Judged { get; init; } = [];

    /// <summary>The validation losses of the complete segments (SWAD).</summary>
    public IReadOnlyList<double> SegmentLosses { get; init; } = [];

    /// <summary>What the classifier before the first step is worth on validation rows, where that is the zero-shot one;
    /// else null.</summary>
    public JudgedValues? Start { get; init; }

    /// <summary>The complete epochs.</summary>
    public IReadOnlyList<TuneEpoch> History { get; init; } = [];
}
