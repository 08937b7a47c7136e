namespace Isonomia.Fairness;

/// <summary>Overall value against gap in one setting.</summary>
/// <param name="Dataset">The data set, or null.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Points">The models with defined values.</param>
public sealed record ComparisonFront(string? Dataset, string Attribute, IReadOnlyList<FrontPoint> Points);
