namespace Isonomia.Fairness;

/// <summary>
/// Within which patients a permutation test of a metric exchanges group labels, so that the null is the one meant.
/// </summary>
/// <remarks>Source: specification §11.7.</remarks>
public enum NullStratum
{
    /// <summary>All patients (selection rate, errors of regression, Dice).</summary>
    None,

    /// <summary>Only patients with a positive row (true and false negative rates).</summary>
    WithPositive,

    /// <summary>Only patients with a negative row (true and false positive rates among negatives).</summary>
    WithNegative,

    /// <summary>
    /// Inside strata of the patient's label profile, any positive or none (AUROC, calibration, predictive values).
    /// </summary>
    LabelProfile,
}
