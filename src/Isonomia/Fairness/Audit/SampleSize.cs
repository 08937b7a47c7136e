namespace Isonomia.Fairness;

/// <summary>How many rows, units and labels a set of rows holds.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Units">Patients, or rows where no patient is known.</param>
/// <param name="Positives">Rows with a positive label (binary), else null.</param>
/// <param name="Negatives">Rows with a negative label (binary), else null.</param>
/// <param name="Unlabeled">Rows whose label is unknown.</param>
/// <param name="EffectiveRows">(Σw)²/Σw² where weights are used, else null.</param>
public sealed record SampleSize(
    long Rows, long Units, long? Positives, long? Negatives, long Unlabeled = 0, double? EffectiveRows = null);
