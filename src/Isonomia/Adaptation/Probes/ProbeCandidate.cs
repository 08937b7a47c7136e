namespace Isonomia.Adaptation;

/// <summary>One value of the grid, judged on the validation rows.</summary>
/// <param name="Setting">The value, for example C.</param>
/// <param name="ValidationAuroc">The AUROC (three classes and more: mean of one versus rest over the classes that
/// occur), or null where undefined.</param>
/// <param name="ValidationLoss">The mean log loss in nats (regression: the mean squared error), or null without
/// rows.</param>
/// <param name="IterationCount">Steps of the fit.</param>
public sealed record ProbeCandidate(double Setting, double? ValidationAuroc, double? ValidationLoss,
    int IterationCount);
