using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>A number over categories, with the convention that it depends on.</summary>
/// <param name="Id">The id, for example <c>gini</c>.</param>
/// <param name="Name">The name to print.</param>
/// <param name="Definition">The formula.</param>
/// <param name="Universe">Which categories count: <c>listed</c> (those that occur) or the name of a universe whose
/// zeros are
/// included.</param>
/// <param name="Categories">How many categories that universe has.</param>
/// <param name="Value">The value, or null.</param>
/// <param name="Undefined">Why there is none, or null.</param>
public sealed record IndexValue(
    string Id, string Name, string Definition, string Universe, int Categories, double? Value, string? Undefined)
{
    internal static IndexValue Of(string id, string name, string definition, string universe, int categories,
        Statistic value) =>
        new(id, name, definition, universe, categories, value.ValueOrNull, value.Reason?.Id());
}
