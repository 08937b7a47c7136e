namespace Isonomia.Fairness;

/// <summary>How far an audit is.</summary>
/// <param name="Stage">What is being done, for a person.</param>
/// <param name="Share">The share of the stage that is done, in [0, 1].</param>
public readonly record struct AuditProgress(string Stage, double Share);
