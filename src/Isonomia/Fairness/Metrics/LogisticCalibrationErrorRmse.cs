namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How far the fitted calibration curve stands from the scores on average.</summary>
    /// <remarks>
    /// Definition: √ mean (p̂(s) − s)², p̂ the logistic recalibration curve. Undefined: single_class,
    /// not_a_probability, constant_score, not_converged.
    /// </remarks>
    public static Metric LogisticCalibrationErrorRmse { get; } = new(
        "ace_logistic@rmse",
        "Logistic calibration error, root mean square",
        "√ mean (p̂(s) − s)², p̂ the logistic recalibration curve",
        FairnessSources.Zhang,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) =>
            LogisticCalibration.MeanDistance(rows, static difference => difference * difference).Select(Math.Sqrt)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
