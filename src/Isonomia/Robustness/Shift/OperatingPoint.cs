namespace Isonomia.Robustness;

/// <summary>Rates of one group at one place and threshold; null where undefined.</summary>
/// <param name="Count">Rows with a label.</param>
/// <param name="Positives">Positive rows.</param>
/// <param name="TruePositiveRate">TP/(TP + FN).</param>
/// <param name="FalsePositiveRate">FP/(FP + TN).</param>
/// <param name="PositivePredictiveValue">TP/(TP + FP).</param>
/// <param name="NegativePredictiveValue">TN/(TN + FN).</param>
/// <param name="Accuracy">(TP + TN)/n.</param>
/// <param name="SelectionRate">(TP + FP)/n.</param>
public sealed record OperatingPoint(
    int Count,
    int Positives,
    double? TruePositiveRate,
    double? FalsePositiveRate,
    double? PositivePredictiveValue,
    double? NegativePredictiveValue,
    double? Accuracy,
    double? SelectionRate);
