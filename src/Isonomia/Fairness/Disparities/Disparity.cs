using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>An aggregation of one metric over the groups of an attribute: how far apart, how bad the worst.</summary>
/// <param name="Id">The id, snake_case; a variant is written <c>id@variant</c>.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">The formula in one line.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Interval">Which interval method is honest for it.</param>
/// <param name="Compute">The function; groups whose value is NaN are left out, and fewer than two defined
/// groups make it undefined.</param>
public sealed partial record Disparity(
    string Id,
    string Name,
    string Definition,
    Citation Source,
    Direction Better,
    DisparityInterval Interval,
    DisparityFunction Compute) : ICatalogEntry
{
    /// <summary>Every aggregation, sorted by id.</summary>
    public static Catalog<Disparity> All => field ??= Catalog.Of<Disparity>();

    /// <summary>Whether the definition exists for parity with another tool or paper only.</summary>
    public bool IsLegacy { get; init; }

    /// <summary>
    /// The value of each group where the definition gives one a group (reference, median), else null.
    /// </summary>
    public GroupDisparityFunction? PerGroup { get; init; }
}

/// <summary>Aggregates the values of the groups.</summary>
/// <param name="values">The values.</param>
/// <returns>The aggregate, or why there is none.</returns>
public delegate Statistic DisparityFunction(in GroupValues values);

/// <summary>Compares one group with a center of all groups.</summary>
/// <param name="values">The values.</param>
/// <param name="group">The index of the group.</param>
/// <returns>The comparison, or why there is none.</returns>
public delegate Statistic GroupDisparityFunction(in GroupValues values, int group);
