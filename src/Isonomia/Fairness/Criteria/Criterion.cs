using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// A named parity criterion: one or more metrics, each aggregated over groups, combined into one number.
/// </summary>
/// <param name="Id">The id, snake_case; a variant is written <c>id@variant</c>.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">The formula in one line.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Parts">The metrics with their aggregations.</param>
/// <param name="Combination">How the parts become one number.</param>
public sealed partial record Criterion(
    string Id,
    string Name,
    string Definition,
    Citation Source,
    Direction Better,
    IReadOnlyList<CriterionPart> Parts,
    PartCombination Combination) : ICatalogEntry
{
    /// <summary>
    /// Every named criterion, sorted by id; besides them, <c>METRIC_gap</c> names the gap of any metric.
    /// </summary>
    public static Catalog<Criterion> All => field ??= Catalog.Of<Criterion>();

    /// <summary>The margin of a verdict.</summary>
    public double Margin { get; init; } = 0.05;

    /// <summary>Whether the definition exists for parity with another tool or paper only.</summary>
    public bool IsLegacy { get; init; }

    /// <summary>Whether it is defined for attributes with exactly two groups only.</summary>
    public bool NeedsTwoGroups { get; init; }
}

/// <summary>One metric with its aggregation over groups.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Disparity">The aggregation.</param>
public sealed record CriterionPart(Metric Metric, Disparity Disparity);

/// <summary>How the parts of a criterion become one number.</summary>
/// <param name="Kind">The kind, which decides the interval method.</param>
/// <param name="Compute">The function of the parts' values.</param>
public sealed record PartCombination(PartCombinationKind Kind, Func<IReadOnlyList<Statistic>, Statistic> Compute);

/// <summary>The kinds of combination.</summary>
public enum PartCombinationKind
{
    /// <summary>The only part.</summary>
    Single,

    /// <summary>The largest part: max-T over the union of the parts' contrasts.</summary>
    Largest,

    /// <summary>The smallest part (ratios): max-T on the log scale over the union.</summary>
    Smallest,

    /// <summary>A function that is monotone in each part: interval arithmetic.</summary>
    Monotone,
}
