namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean over classes of the calibration error of their scores, over ten equal-width bins.</summary>
    /// <remarks>
    /// Definition: mean over k of Σ_b (n_b / n) |mean p_k − share of k|. Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric ClasswiseCalibration { get; } = new(
        "ece@classwise",
        "Classwise calibration error",
        "mean over k of Σ_b (n_b / n) |mean p_k − share of k|",
        TaskSources.Kull,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        MulticlassKernel.OfProbabilities(
            static (in MulticlassRows rows) => MulticlassKernel.ClasswiseCalibration(rows)))
    {
        Null = NullStratum.LabelProfile,
        Margin = 0.02,
    };
}
