using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Every pairwise metric between the groups of one attribute.</summary>
internal static class PairwiseTable
{
    /// <summary>What a group is compared with where that is the rows of all other groups.</summary>
    internal const string Rest = "(rest)";

    /// <summary>What a group is compared with where that is all rows.</summary>
    internal const string Everybody = "(all)";

    /// <summary>
    /// Computes the table; after the pairs of a metric comes the largest absolute value, where one is defined.
    /// </summary>
    /// <param name="metrics">The metrics, or null: all of them.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="overall">All rows, those without an attribute value included.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <returns>The comparisons in the order of the metrics and groups.</returns>
    internal static IReadOnlyList<PairwiseResult> Compute(
        IReadOnlyList<PairMetric>? metrics,
        IReadOnlyList<(string Name, SortedRows Rows)> groups,
        SortedRows overall,
        DecisionRule rule)
    {
        SortedRows[] rests = [.. groups.Select((_, own) => Merge([.. groups.Where((_, other) => other != own)]))];
        List<PairwiseResult> results = [];
        foreach (PairMetric metric in metrics ?? PairMetric.All)
        {
            int first = results.Count;
            for (int a = 0; a < groups.Count; a++)
            {
                (string name, SortedRows rows) = groups[a];
                PairwiseResult Against(string other, SortedRows otherRows) =>
                    new(metric.Id, name, other, metric.Compute(rows.View(rule), otherRows.View(rule)));
                switch (metric.Scope)
                {
                    case PairScope.Rest:
                        results.Add(Against(Rest, rests[a]));
                        break;
                    case PairScope.Everybody:
                        results.Add(Against(Everybody, overall));
                        break;
                    default:
                        results.AddRange(groups
                            .Where((_, b) => b > a || (b < a && metric.Scope == PairScope.OrderedPairs))
                            .Select(other => Against(other.Name, other.Rows)));
                        break;
                }
            }

            if (metric.LargestId is { } id)
            {
                results.Add(Largest(id, results[first..]));
            }
        }

        return results;
    }

    private static PairwiseResult Largest(string id, List<PairwiseResult> pairs)
    {
        PairwiseResult? largest = pairs
            .Where(static pair => pair.Value.IsDefined)
            .MaxBy(static pair => Math.Abs(pair.Value.Value));
        return largest is null
            ? new PairwiseResult(id, string.Empty, string.Empty, UndefinedReason.SingleGroup)
            : largest with { Metric = id, Value = Math.Abs(largest.Value.Value) };
    }

    private static SortedRows Merge((string Name, SortedRows Rows)[] groups)
    {
        double[] scores = [.. groups.SelectMany(static group => group.Rows.Scores)];
        sbyte[] labels = [.. groups.SelectMany(static group => group.Rows.Labels)];
        double[] weights = [.. groups.SelectMany(static group => group.Rows.Weights)];
        int[] order = SortOrder.Ascending(scores);
        return new SortedRows(
            Array.ConvertAll(order, row => scores[row]),
            Array.ConvertAll(order, row => labels[row]),
            Array.ConvertAll(order, row => weights[row]));
    }
}
