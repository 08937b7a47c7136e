using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>A number that compares the rows of one group with those of another, or with all rows.</summary>
/// <param name="Id">The id, snake_case; a variant is written <c>id@variant</c>.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">The formula in one line.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Scope">With whom a group is compared.</param>
/// <param name="Compute">How it is computed.</param>
public sealed partial record PairMetric(
    string Id,
    string Name,
    string Definition,
    Citation Source,
    Direction Better,
    PairScope Scope,
    PairFunction Compute) : ICatalogEntry
{
    /// <summary>Every pairwise metric, sorted by id.</summary>
    public static Catalog<PairMetric> All => field ??= Catalog.Of<PairMetric>();

    /// <summary>The id of the largest absolute value over pairs, or null where none is defined.</summary>
    public string? LargestId { get; init; }
}
