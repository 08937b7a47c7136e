namespace Isonomia.Robustness;

/// <summary>Rates carried from A to B's prevalence with tpr and fpr fixed; null where undefined.</summary>
/// <param name="Prevalence">The prevalence in B.</param>
/// <param name="PositivePredictiveValue">The ppv to expect from prevalence alone.</param>
/// <param name="NegativePredictiveValue">The npv to expect.</param>
/// <param name="Accuracy">The accuracy to expect.</param>
public sealed record TransportedRates(
    double Prevalence, double? PositivePredictiveValue, double? NegativePredictiveValue, double? Accuracy);
