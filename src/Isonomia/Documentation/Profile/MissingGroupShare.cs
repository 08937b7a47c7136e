namespace Isonomia.Documentation;

/// <summary>The share of a group among the patients without a value, estimated from a column that predicts the
/// attribute and is validated on the patients whose value is known.</summary>
/// <remarks>q̂ = (share predicted − f) / (t − f), cut to [0, 1], with the true positive rate t and the false positive
/// rate f of the prediction; by site where there is one (Rogan and Gladen, Am J Epidemiol 107, 1978). It rests on the
/// rates being the same among patients without a value, which cannot be tested.</remarks>
/// <param name="Attribute">The attribute.</param>
/// <param name="Group">The group.</param>
/// <param name="Column">The column with the prediction.</param>
/// <param name="Patients">Patients without a value that have a prediction.</param>
/// <param name="Predicted">The share of them predicted to be of the group, or null.</param>
/// <param name="TruePositiveRate">t over all patients with a known value, or null.</param>
/// <param name="FalsePositiveRate">f over all patients with a known value, or null.</param>
/// <param name="Share">q̂, or null where it is not defined.</param>
/// <param name="Low">The low end of its 95 % interval (bootstrap of patients of both parts).</param>
/// <param name="High">The high end.</param>
/// <param name="KnownShare">The share among the patients with a known value.</param>
/// <param name="Undefined">Why there is no share, or null.</param>
public sealed record MissingGroupShare(
    string Attribute,
    string Group,
    string Column,
    int Patients,
    double? Predicted,
    double? TruePositiveRate,
    double? FalsePositiveRate,
    double? Share,
    double? Low,
    double? High,
    double? KnownShare,
    string? Undefined);
