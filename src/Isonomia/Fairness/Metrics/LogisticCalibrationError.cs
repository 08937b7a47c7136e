namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How far the fitted calibration curve stands from the scores on average.</summary>
    /// <remarks>
    /// Definition: mean |p̂(s) − s|, p̂ the logistic recalibration curve. Undefined: single_class, not_a_probability,
    /// constant_score, not_converged.
    /// </remarks>
    public static Metric LogisticCalibrationError { get; } = new(
        "ace_logistic@abs",
        "Logistic calibration error, absolute",
        "mean |p̂(s) − s|, p̂ the logistic recalibration curve",
        FairnessSources.Zhang,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            LogisticCalibration.MeanDistance(rows, static difference => Math.Abs(difference))))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
        IsDefaultVariant = true,
    };
}
