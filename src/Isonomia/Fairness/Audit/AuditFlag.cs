namespace Isonomia.Fairness;

/// <summary>Something a reader must know before believing the numbers.</summary>
/// <param name="Id">The flag, for example <c>threshold_from_test</c>, <c>patient_overlap</c>,
/// <c>rows_assumed_independent</c>.</param>
/// <param name="Sentence">What it means here, for a person.</param>
/// <param name="IsSevere">Whether it belongs in the headline.</param>
public sealed record AuditFlag(string Id, string Sentence, bool IsSevere = false);
