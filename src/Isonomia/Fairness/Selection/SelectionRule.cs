using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>A rule that chooses one of several models by utility and fairness together.</summary>
/// <param name="Id">The id, snake_case; a variant is written <c>id@variant</c>.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">The rule in one line; all ties go to the higher overall value, then to the lower
/// index.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Select">The function.</param>
public sealed partial record SelectionRule(
    string Id, string Name, string Definition, Citation Source, SelectionFunction Select) : ICatalogEntry
{
    /// <summary>Every rule, sorted by id.</summary>
    public static Catalog<SelectionRule> All => field ??= Catalog.Of<SelectionRule>();
}
