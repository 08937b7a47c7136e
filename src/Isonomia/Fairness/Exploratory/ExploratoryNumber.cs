using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>A number of one attribute before it has an interval.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Metric">The id.</param>
/// <param name="A">The first group, or null.</param>
/// <param name="B">The second group, or null.</param>
/// <param name="Value">The value.</param>
/// <param name="Count">The rows it rests on.</param>
internal sealed record ExploratoryNumber(string Attribute, string Metric, string? A, string? B, Statistic Value,
    long Count);
