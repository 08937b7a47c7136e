namespace Isonomia.Fairness;

/// <summary>The gap under permuted groups.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Quantile95">Its 95 % quantile.</param>
public sealed record NullGap(double Mean, double Quantile95);
