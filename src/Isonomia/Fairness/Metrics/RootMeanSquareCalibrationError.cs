using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The root of the mean squared distance of confidence and frequency over bins.</summary>
    /// <remarks>
    /// Definition: √(Σ_b (n_b / n) (mean s_b − mean y_b)²), bins as ece@fixed01. Undefined: empty_group,
    /// not_a_probability.
    /// </remarks>
    public static Metric RootMeanSquareCalibrationError { get; } = new(
        "rmsce",
        "Root mean square calibration error",
        "√(Σ_b (n_b / n) (mean s_b − mean y_b)²), bins as ece@fixed01",
        FairnessSources.Kumar,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem
                ? problem
                : Statistic.Of(Math.Sqrt(new CalibrationErrors(s.Bins).MeanSquare))))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
