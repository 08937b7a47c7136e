namespace Isonomia.Adaptation;

/// <summary>One probe on one subset of the labels.</summary>
/// <param name="Fraction">The share of training patients.</param>
/// <param name="Sequence">Which nested sequence of subsets, from 1.</param>
/// <param name="Patients">Training patients.</param>
/// <param name="Rows">Training rows with a label.</param>
/// <param name="Setting">The chosen setting, for example C, or null where no probe could be fitted.</param>
/// <param name="Overall">The metric on all test rows, or null.</param>
/// <param name="Undefined">Why there is no value, or null.</param>
public sealed record EfficiencyRun(
    double Fraction, int Sequence, int Patients, int Rows, double? Setting, double? Overall, string? Undefined);
