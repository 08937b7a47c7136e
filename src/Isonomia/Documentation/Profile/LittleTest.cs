namespace Isonomia.Documentation;

/// <summary>Little's test that numbers are missing completely at random.</summary>
/// <param name="Columns">The numeric columns.</param>
/// <param name="Statistic">d², or null.</param>
/// <param name="DegreesOfFreedom">Its degrees of freedom.</param>
/// <param name="P">The upper tail of χ², or null.</param>
/// <param name="Undefined">Why there is none, or null.</param>
public sealed record LittleTest(IReadOnlyList<string> Columns, double? Statistic, int DegreesOfFreedom, double? P,
    string? Undefined);
