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
    /// <summary>Computes the table of one attribute of a binary task.</summary>
    /// <param name="attribute">The name of the attribute.</param>
    /// <param name="groups">The groups that take part; those below the floors are left out beforehand.</param>
    /// <param name="overall">All rows, those without an attribute value included.</param>
    /// <param name="reference">The index of the reference (privileged) group.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <returns>
    /// The variants family by family, the default first. Variants that exist for two groups only are left out for
    /// any other number. An undefined value has no conclusion, and nothing differs from an undefined default.
    /// </returns>
    internal static IReadOnlyList<DefinitionResult> Compute(
        string attribute,
        IReadOnlyList<(string Name, SortedRows Rows)> groups,
        SortedRows overall,
        int reference,
        DecisionRule rule)
    {
        Members[] members = [.. groups.Select(group => new Members(group.Rows, rule))];
        Members all = new(overall, rule);
        double[] sizes = [.. groups.Select(static group => group.Rows.Weights.Sum())];
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
                    [.. variant.Criterion.Parts.Select(part => Aggregate(part, members, all, sizes, reference))]);
                double center = all.Value(variant.Criterion.Parts[0].Metric).ValueOrNaN;
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
        CriterionPart part, Members[] members, Members all, double[] sizes, int reference) =>
        part.Disparity.Compute(new GroupValues
        {
            Values = Array.ConvertAll(members, own => own.Value(part.Metric).ValueOrNaN),
            Sizes = sizes,
            Overall = all.Value(part.Metric).ValueOrNaN,
            Reference = reference,
            Better = part.Metric.Better,
        });

    /// <summary>The metrics of one set of rows, each computed once.</summary>
    private sealed class Members(SortedRows rows, DecisionRule rule)
    {
        private readonly BinarySummary _summary = BinarySummary.Compute(rows.View(rule));
        private readonly Dictionary<string, Statistic> _values = new(StringComparer.Ordinal);

        internal Statistic Value(Metric metric)
        {
            if (!_values.TryGetValue(metric.Id, out Statistic value))
            {
                value = metric.Kernel switch
                {
                    MetricKernel.OfBinarySummary kernel => kernel.Compute(_summary),
                    MetricKernel.OfBinaryRows kernel => kernel.Compute(rows.View(rule)),
                    _ => throw new ArgumentException(
                        $"Metric '{metric.Id}' is for {metric.Task} tasks; a binary one is needed."),
                };
                _values.Add(metric.Id, value);
            }

            return value;
        }
    }
}
