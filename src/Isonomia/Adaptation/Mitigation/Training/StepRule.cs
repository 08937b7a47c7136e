namespace Isonomia.Adaptation;

/// <summary>What happens around an optimizer's step.</summary>
/// <param name="Rho">The radius of sharpness-aware minimization; 0: none.</param>
/// <param name="IsAdaptive">Whether the radius follows the size of the weights (ASAM).</param>
/// <param name="AverageFrom">The share of the steps after which weights are averaged once an epoch; 1: never.</param>
/// <param name="IsDense">Whether segment averages between validations are kept and the valley of the validation loss
/// is averaged (SWAD).</param>
internal sealed record StepRule(
    double Rho = 0, bool IsAdaptive = false, double AverageFrom = 1, bool IsDense = false)
{
    internal int ConvergeCount { get; init; } = 3;

    internal int ToleranceCount { get; init; } = 6;

    internal double ToleranceRatio { get; init; } = 0.3;
}
