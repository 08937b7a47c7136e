using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// How far confidence stands from observed frequency, averaged over bins. Biased upwards in small groups.
    /// </summary>
    /// <remarks>
    /// Definition: Σ_b (n_b / n) |mean s_b − mean y_b| over ten equal-width, left-closed bins on [0, 1]. Undefined:
    /// empty_group, not_a_probability.
    /// </remarks>
    public static Metric ExpectedCalibrationError { get; } = new(
        "ece@fixed01",
        "Expected calibration error",
        "Σ_b (n_b / n) |mean s_b − mean y_b| over ten equal-width, left-closed bins on [0, 1]",
        FairnessSources.Naeini,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem ? problem : Statistic.Of(new CalibrationErrors(s.Bins).Ece)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
        IsDefaultVariant = true,
    };
}
