namespace Isonomia.Robustness;

/// <summary>The change of an overall rate over strata of label × attribute.</summary>
/// <param name="Quantity"><c>accuracy</c> or <c>selection_rate</c>.</param>
/// <param name="Attribute">The attribute of the strata.</param>
/// <param name="First">The rate in A over the rows of the strata, or null.</param>
/// <param name="Second">The rate in B, or null.</param>
/// <param name="Difference">Second less first, or null.</param>
/// <param name="Composition">The part from other shares of the strata, or null.</param>
/// <param name="Rate">The part from other rates within the strata, or null.</param>
/// <param name="Undefined">Why there is none (<c>no_overlap</c>), or null.</param>
public sealed record RateDecomposition(
    string Quantity,
    string Attribute,
    double? First,
    double? Second,
    double? Difference,
    double? Composition,
    double? Rate,
    string? Undefined);
