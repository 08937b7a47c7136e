namespace Isonomia.Adaptation;

/// <summary>One pass over the training rows.</summary>
/// <param name="Epoch">The pass, from 1.</param>
/// <param name="Step">Steps made until its end.</param>
/// <param name="Loss">The mean loss of its steps, each before its update.</param>
/// <param name="ValidationValue">What the selection rule says of the validation rows after it; null where
/// undefined.</param>
public sealed record TuneEpoch(int Epoch, long Step, double Loss, double? ValidationValue);
