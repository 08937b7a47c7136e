namespace Isonomia.Fairness;

/// <summary>One bin of a score distribution.</summary>
/// <param name="From">Its lower edge.</param>
/// <param name="To">Its upper edge.</param>
/// <param name="Positives">Positive rows.</param>
/// <param name="Negatives">Negative rows.</param>
public sealed record ScoreBin(double From, double To, long Positives, long Negatives);
