using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>A number that says how evenly samples spread over the categories of an attribute.</summary>
/// <param name="Id">The id, snake_case; a variant is written <c>id@variant</c>.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">The formula in one line, with counts c, shares p, K declared and S present
/// categories.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Better">Which way means more diversity.</param>
/// <param name="Formula">The function of counts with a positive sum.</param>
public sealed partial record DiversityIndex(
    string Id, string Name, string Definition, Citation Source, Direction Better,
    Func<CategoryCounts, Statistic> Formula)
    : ICatalogEntry
{
    /// <summary>Every index, sorted by id.</summary>
    public static Catalog<DiversityIndex> All => field ??= Catalog.Of<DiversityIndex>();

    /// <summary>Computes the index.</summary>
    /// <param name="counts">The count of every declared category, zeros included.</param>
    /// <returns>The value; undefined without samples (empty_group).</returns>
    /// <exception cref="ArgumentException">A count is negative, or there is no category.</exception>
    public Statistic Compute(IReadOnlyList<long> counts)
    {
        CategoryCounts categories = new(counts);
        return categories.Total == 0 ? UndefinedReason.EmptyGroup : Formula(categories);
    }
}
