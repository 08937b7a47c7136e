using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The share of the spread of the target that the prediction explains; negative where the mean would do better.
    /// </summary>
    /// <remarks>Definition: 1 − Σ w (ŷ − y)² / Σ w (y − ȳ)². Undefined: empty_group, constant_target.</remarks>
    public static Metric DeterminationCoefficient { get; } = new(
        "r2",
        "Coefficient of determination",
        "1 − Σ w (ŷ − y)² / Σ w (y − ȳ)²",
        FairnessSources.ScikitLearn,
        new ValueRange(double.NegativeInfinity, 1),
        Direction.HigherIsBetter,
        RegressionKernel.OfMoments(static sums => sums.HasConstantTarget
            ? UndefinedReason.ConstantTarget
            : 1 - (sums.SquaredError / sums.TargetSpread)));
}
