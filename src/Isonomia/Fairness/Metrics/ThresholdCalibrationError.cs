using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How far the observed frequency at a score of t lies above t.</summary>
    /// <remarks>
    /// Definition: p̂(t) − t, p̂ the logistic recalibration curve; default t = 0.5. Undefined: single_class,
    /// not_a_probability, constant_score, not_converged.
    /// </remarks>
    public static Metric ThresholdCalibrationError { get; } = new(
        "tce",
        "Threshold calibration error (0.5)",
        "p̂(t) − t, p̂ the logistic recalibration curve; default t = 0.5",
        FairnessSources.Zhang,
        ValueRange.SignedUnit,
        Direction.CloserToZero,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) => ThresholdErrorOf(s, 0.5)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
        WithParameters = static (entry, numbers) =>
        {
            double threshold = Only(numbers, entry.Id, 0, 1);
            return entry with
            {
                Kernel = new MetricKernel.OfBinarySummary((in BinarySummary s) => ThresholdErrorOf(s, threshold)),
                Name = string.Create(CultureInfo.InvariantCulture, $"Threshold calibration error ({threshold})"),
            };
        },
    };

    private static Statistic ThresholdErrorOf(in BinarySummary s, double threshold) =>
        LogisticCalibration.Problem(s) is { } problem
            ? problem
            : Statistic.Of(LogisticCalibration.Curve(s.Calibration, threshold) - threshold);
}
