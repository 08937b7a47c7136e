namespace Isonomia.Integrity;

/// <summary>Samples that show a finding together, for example two copies of one picture.</summary>
/// <param name="Samples">The samples' ids.</param>
/// <param name="Detail">What they show, in words; never a value of a patient.</param>
public sealed record CheckEvidence(IReadOnlyList<string> Samples, string Detail);
