namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// How far the score of the predicted class stands from how often it is right, over ten equal-width bins.
    /// </summary>
    /// <remarks>
    /// Definition: Σ_b (n_b / n) |mean p_ŷ − accuracy| over bins of p_ŷ. Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric MulticlassTopLabelCalibration { get; } = new(
        "ece@toplabel_multiclass",
        "Calibration error of the predicted class",
        "Σ_b (n_b / n) |mean p_ŷ − accuracy| over bins of p_ŷ",
        FairnessSources.Guo,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        MulticlassKernel.OfProbabilities(static (in MulticlassRows rows) => MulticlassKernel.TopLabelCalibration(rows)))
    {
        Null = NullStratum.LabelProfile,
        Margin = 0.02,
    };
}
