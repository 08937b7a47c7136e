using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    private const string GapSuffix = "_gap";

    /// <summary>Whether the id before the @ alone means this variant.</summary>
    public bool IsDefaultVariant { get; init; }

    /// <summary>The values that pass, for criteria that are a rule (four fifths), else null.</summary>
    public ValueRange? Passes { get; init; }

    /// <summary>Finds a criterion by id; <c>METRIC_gap</c> is the gap of any metric, parameters included.</summary>
    /// <param name="id">The id, for example <c>equalized_odds_difference</c> or <c>auroc_gap</c>.</param>
    /// <returns>The criterion.</returns>
    /// <exception cref="UnknownNameException">No criterion and no metric has this id.</exception>
    public static Criterion Resolve(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (All.TryGet(id, out Criterion? named))
        {
            return named;
        }

        Criterion? usual = All.FirstOrDefault(
            entry => entry.IsDefaultVariant && entry.Id.StartsWith(id + '@', StringComparison.Ordinal));
        if (usual is not null)
        {
            return usual;
        }

        if (!id.EndsWith(GapSuffix, StringComparison.Ordinal))
        {
            throw new UnknownNameException(nameof(Criterion), id, All.Select(entry => entry.Id));
        }

        return GapOf(Metric.Resolve(id[..^GapSuffix.Length]), id);
    }

    /// <summary>Makes the criterion that is the gap of a metric over the groups.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="id">The id, or null: the metric's with <c>_gap</c>.</param>
    /// <returns>The criterion, with the margin of the metric.</returns>
    public static Criterion GapOf(Metric metric, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new Criterion(
            id ?? metric.Id + GapSuffix,
            $"Gap of {metric.Name}",
            $"max − min over groups of {metric.Id}",
            metric.Source,
            Direction.LowerIsBetter,
            [new CriterionPart(metric, Disparity.Gap)],
            Combine.Only)
        {
            Margin = metric.Margin,
            IsLegacy = metric.IsLegacy,
        };
    }
}
