using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Whether the conclusion about an attribute hangs on which of the field's definitions is used.</summary>
/// <remarks>
/// <para>
/// Every variant is computed from the same rows, threshold and decision rule, so that only the definition differs.
/// Its point value is compared with the margin of the family's default: signed differences by their size, scores by
/// 1 − score, es and psd by the spread they contain, the worst group by its distance from the overall value, ratios
/// with [0.8, 1.25]; rules pass or fail. Intervals play no part: this is a question about definitions, not about
/// chance.
/// </para>
/// <para>Source: specification §4, note on definitions, and §19.</para>
/// </remarks>
internal static class DefinitionTable
{
    /// <summary>The metrics that the variants need.</summary>
    internal static IReadOnlyList<Metric> Metrics { get; } =
    [
        .. DefinitionVariants.All.SelectMany(variant => variant.Criterion.Parts).Select(part => part.Metric).Distinct(),
    ];

    /// <summary>Computes the table of one attribute of a binary task.</summary>
    /// <param name="attribute">The name of the attribute.</param>
    /// <param name="groups">The groups that take part; those below the floors are left out beforehand.</param>
    /// <param name="overall">The metrics of all rows, those without an attribute value included.</param>
    /// <param name="reference">The index of the reference (privileged) group.</param>
    /// <returns>
    /// The variants family by family, the default first. Variants that exist for two groups only are left out for
    /// any other number. An undefined value has no conclusion, and nothing differs from an undefined default.
    /// </returns>
    internal static IReadOnlyList<DefinitionResult> Compute(
        string attribute,
        IReadOnlyList<SortedRows> groups,
        MetricMemo overall,
        int reference)
    {
        MetricMemo[] members = new MetricMemo[groups.Count];
        Parallel.For(0, members.Length, g => members[g] = new MetricMemo(groups[g], overall.Rule, Metrics));
        double[] sizes = [.. groups.Select(static group => group.Weights.Sum())];
        List<DefinitionResult> results = [];
        foreach (IGrouping<string, DefinitionVariant> family in DefinitionVariants.All.GroupBy(
                static variant => variant.Family))
        {
            string? standard = null;
            double margin = family.First().Criterion.Margin;
            IEnumerable<DefinitionVariant> applicable = family.Where(
                own => groups.Count == 2 || !own.Criterion.NeedsTwoGroups);
            foreach (DefinitionVariant variant in applicable)
            {
                Statistic value = variant.Criterion.Combination.Compute(
                    [.. variant.Criterion.Parts.Select(part => Aggregate(part, members, overall, sizes, reference))]);
                double center = overall.Value(variant.Criterion.Parts[0].Metric).ValueOrNaN;
                string? conclusion = value.IsDefined ? variant.Conclude(value.Value, center, margin) : null;
                standard = results.Count > 0 && results[^1].Family == family.Key ? standard : conclusion;
                bool differs = conclusion is not null && standard is not null
                    && DefinitionVariant.FindsDisparity(conclusion) != DefinitionVariant.FindsDisparity(standard);
                results.Add(new DefinitionResult(
                    family.Key, variant.Id, attribute, value.ValueOrNull, conclusion, differs, variant.UsedBy));
            }
        }

        return results;
    }

    private static Statistic Aggregate(
        CriterionPart part, MetricMemo[] members, MetricMemo all, double[] sizes, int reference) =>
        part.Disparity.Compute(new GroupValues
        {
            Values = Array.ConvertAll(members, own => own.Value(part.Metric).ValueOrNaN),
            Sizes = sizes,
            Overall = all.Value(part.Metric).ValueOrNaN,
            Reference = reference,
            Better = part.Metric.Better,
        });
}
