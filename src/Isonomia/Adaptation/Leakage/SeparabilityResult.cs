using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Subgroup separability: the cross-validated AUROC of an attribute from embeddings.</summary>
/// <remarks>Source: Jones, Roschewitz and Glocker, MICCAI 2023; specification, fairness §15.4.</remarks>
/// <param name="Pooled">Over the out-of-fold scores of all folds together.</param>
/// <param name="MeanOfFolds">The mean of the folds' own AUROCs, or null where a fold has none.</param>
/// <param name="Folds">The AUROC of every fold, null where undefined.</param>
/// <param name="Setting">The setting of the probe.</param>
public sealed record SeparabilityResult(
    MetricValue Pooled, double? MeanOfFolds, IReadOnlyList<double?> Folds, double Setting);
