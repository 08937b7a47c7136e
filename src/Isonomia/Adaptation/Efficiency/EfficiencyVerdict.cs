namespace Isonomia.Adaptation;

/// <summary>The verdicts of the sequences at one share of labels.</summary>
/// <param name="Fraction">The share.</param>
/// <param name="Verdict">The most frequent verdict; of equally frequent ones the more severe.</param>
/// <param name="Found">Sequences with <c>disparity_found</c>.</param>
/// <param name="Insufficient">Sequences with <c>insufficient_evidence</c>.</param>
/// <param name="NoneFound">Sequences with <c>no_disparity_found</c>.</param>
public sealed record EfficiencyVerdict(double Fraction, string Verdict, int Found, int Insufficient, int NoneFound);
