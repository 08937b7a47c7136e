namespace Isonomia.Adaptation;

/// <summary>One pass over the training rows.</summary>
/// <param name="Epoch">The pass, from 1.</param>
/// <param name="Step">Steps made until its end.</param>
/// <param name="Loss">The mean loss of its steps, each before its update.</param>
/// <param name="ValidationValue">What the selection rule orders it by, from validation rows: an AUROC or a recall, or
/// of the distances one to the best of all epochs, where smaller is better; null where undefined.</param>
public sealed record TuneEpoch(int Epoch, long Step, double Loss, double? ValidationValue)
{
    /// <summary>The AUROC on validation rows; null where undefined, or where epochs are not judged.</summary>
    public double? Overall { get; init; }

    /// <summary>The AUROC of the worst group there; null where fewer than two groups can be judged.</summary>
    public double? Worst { get; init; }

    /// <summary>The difference of the best and the worst group there; null where there are not two.</summary>
    public double? Gap { get; init; }
}
