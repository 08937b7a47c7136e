using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>A diversity index over the groups with a value, before and after a step.</summary>
/// <param name="Index">The index, see the catalog of diversity indices.</param>
/// <param name="Before">Its value before, by images.</param>
/// <param name="After">Its value after.</param>
public sealed record DiversityChange(string Index, Statistic Before, Statistic After);
