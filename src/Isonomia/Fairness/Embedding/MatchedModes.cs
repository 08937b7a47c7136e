namespace Isonomia.Fairness;

/// <summary>The tests of one attribute repeated on a subset in which all its groups have the same mix of age and
/// label.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Held">What was held equal, for example <c>label × age</c>.</param>
/// <param name="RowCount">Rows of the subset.</param>
/// <param name="Strata">Strata that all groups share.</param>
/// <param name="LeftOut">Rows in strata that not all groups have.</param>
/// <param name="Tests">The tests, adjusted over the list; empty where undefined.</param>
/// <param name="Undefined">Why there is no subset (<c>no_overlap</c>), or null.</param>
public sealed record MatchedModes(
    string Attribute,
    string Held,
    int RowCount,
    int Strata,
    int LeftOut,
    IReadOnlyList<ModeTest> Tests,
    string? Undefined);
