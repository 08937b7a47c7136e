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

    /// <summary>The best epoch so far, or 0.</summary>
    public int BestEpoch { get; init; }

    /// <summary>Its validation value, or null.</summary>
    public double? Best { get; init; }

    /// <summary>The validation value before the first step, where that is a zero-shot classifier; else null.</summary>
    public double? Start { get; init; }

    /// <summary>The complete epochs.</summary>
    public IReadOnlyList<TuneEpoch> History { get; init; } = [];
}
