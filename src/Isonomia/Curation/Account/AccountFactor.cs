using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>A factor by whose groups a step is accounted for.</summary>
/// <param name="Kind">What it is: <c>attribute</c>, <c>intersection</c>, <c>label</c>, <c>acquisition</c>,
/// <c>split</c>.</param>
/// <param name="Groups">The group of every sample.</param>
public sealed record AccountFactor(string Kind, Grouping Groups)
{
    /// <summary>The share of each group in a reference population, in the order of the groups, or null.</summary>
    public IReadOnlyList<double>? Reference { get; init; }

    /// <summary>Whether an uneven verdict fails the step: attributes and their crossings, not labels or
    /// sites.</summary>
    public bool IsGated => Kind is "attribute" or "intersection";
}
