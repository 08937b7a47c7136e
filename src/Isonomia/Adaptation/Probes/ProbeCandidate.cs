using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>One value of C that was tried.</summary>
/// <param name="C">The weight of the losses against the penalty.</param>
/// <param name="ValidationAuroc">The AUROC on the validation rows; undefined where a class is absent there.</param>
/// <param name="ValidationLogLoss">The mean log loss on the validation rows, in nats; undefined where there are
/// none.</param>
/// <param name="IterationCount">Steps to the minimum.</param>
public sealed record ProbeCandidate(
    double C, Statistic ValidationAuroc, Statistic ValidationLogLoss, int IterationCount);
