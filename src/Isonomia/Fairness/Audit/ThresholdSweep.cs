namespace Isonomia.Fairness;

/// <summary>Rates by group as the threshold moves.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Thresholds">The thresholds, ascending.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Sensitivity">True positive rates by group and threshold, null where undefined.</param>
/// <param name="Specificity">True negative rates by group and threshold, null where undefined.</param>
/// <param name="SensitivityGap">The gap of the true positive rate by threshold, null where undefined.</param>
/// <param name="SpecificityGap">The gap of the true negative rate by threshold, null where undefined.</param>
public sealed record ThresholdSweep(
    string Attribute,
    IReadOnlyList<double> Thresholds,
    IReadOnlyList<string> Groups,
    IReadOnlyList<IReadOnlyList<double?>> Sensitivity,
    IReadOnlyList<IReadOnlyList<double?>> Specificity,
    IReadOnlyList<double?> SensitivityGap,
    IReadOnlyList<double?> SpecificityGap);
