namespace Isonomia.Fairness;

/// <summary>Puts the findings of an audit into sentences; it decides nothing.</summary>
internal sealed class VerdictWriter
{
    private readonly IReadOnlyList<GroupResult> _groups;
    private readonly double _confidence;

    internal VerdictWriter(IReadOnlyList<GroupResult> groups, double confidence)
    {
        _groups = groups;
        _confidence = confidence;
    }

    /// <summary>Writes the verdict of an audit.</summary>
    /// <param name="disparities">All disparities.</param>
    /// <param name="overall">The overall verdict that the rules arrived at.</param>
    /// <param name="remarks">Further sentences that the audit found worth telling first, for example on missing
    /// values.</param>
    /// <param name="dependsOnDefinition">Whether a conclusion changes with the definition.</param>
    /// <returns>The verdict with its sentences.</returns>
    internal AuditVerdict Write(
        IReadOnlyList<DisparityResult> disparities, string overall, IReadOnlyList<string> remarks,
        bool dependsOnDefinition)
    {
        List<DisparityResult> primary =
            [.. disparities.Where(d => d.Role == "primary" && d.Verdict is not null && d.Control is null)];
        List<DisparityResult> found = [.. primary.Where(d => d.Verdict == VerdictIds.Found).OrderByDescending(Weight)];
        List<DisparityResult> open =
            [.. primary.Where(d => d.Verdict == VerdictIds.Insufficient).OrderByDescending(Weight)];
        DisparityResult? first = found.FirstOrDefault()
            ?? open.FirstOrDefault(d => d.Value is not null)
            ?? open.FirstOrDefault();
        List<string> sentences = [.. remarks];
        sentences.AddRange(found
            .DistinctBy(d => (d.Attribute, Speaking(d).Metric))
            .Where(d => d != first)
            .Take(4)
            .Select(FoundSentence));
        if (found.Count > 0 && open.Count > 0)
        {
            sentences.Add(OpenSentence(open, primary.Count));
        }

        if (dependsOnDefinition)
        {
            sentences.Add(
                "At least one conclusion changes with the definition that is used; see the definitions table.");
        }

        return new AuditVerdict
        {
            Verdict = overall,
            Found = found.Count,
            Insufficient = open.Count,
            NoneFound = primary.Count(d => d.Verdict == VerdictIds.NoneFound),
            Headline = Headline(overall, primary, found, open),
            Sentences = sentences,
            Attribute = first?.Attribute,
            Metric = first?.Metric,
            WorstGroup = first?.Detail.WorstGroup,
            DependsOnDefinition = dependsOnDefinition,
            NotAssessed = NotAssessed(primary),
        };
    }

    /// <summary>Findings are ordered by how far the lower end of the interval, then the value, stands above the
    /// margin.</summary>
    private static double Weight(DisparityResult d)
    {
        double margin = d.Detail.Margin is > 0 ? d.Detail.Margin.Value : 0.05;
        return ((d.Low ?? 0) * 1000 / margin) + ((d.Value ?? 0) / margin);
    }

    private string Headline(
        string overall, List<DisparityResult> primary, List<DisparityResult> found,
        List<DisparityResult> open) => overall switch
    {
        VerdictIds.Found when found.Count > 0 => FoundSentence(found[0]),
        VerdictIds.NoneFound => $"No disparity above the margin was found in {Comparisons(primary.Count)}, for these "
            + "groups, metrics and data.",
        _ when primary.Count == 0 => "No comparison between groups could be made; see what was not tested and why.",
        _ => OpenSentence(open, primary.Count),
    };

    private string FoundSentence(DisparityResult d)
    {
        string interval = d.Low is null
            ? string.Empty
            : $"{NumberWords.Percent(_confidence)} interval {NumberWords.Of(d.Low)} to {NumberWords.Of(d.High)}, ";
        string margin = $"margin {NumberWords.Of(d.Detail.Margin)}";
        (string metric, string? worst, string? best) = Speaking(d);
        double? low = ValueOf(d.Attribute, worst, metric);
        double? high = ValueOf(d.Attribute, best, metric);
        string name = Metric.All.TryGet(metric, out Metric? entry) ? entry.Name : metric;
        return worst is null || low is null || high is null
            ? $"Disparity found by {d.Attribute}: {d.Metric} is {NumberWords.Of(d.Value)} ({interval}{margin})."
            : $"The model serves {d.Attribute} {PlainWords.Group(worst)} worst: {PlainWords.ForWorse(metric, name)} "
              + $"({name} {NumberWords.Of(low)}, against {NumberWords.Of(high)} for {PlainWords.Group(best!)}). "
              + $"The gap is {NumberWords.Of(d.Value)} ({interval}{margin}).";
    }

    private static string OpenSentence(List<DisparityResult> open, int all)
    {
        DisparityResult? largest = open.FirstOrDefault(d => d.Value is not null && d.Low is not null);
        string detail = largest is null
            ? "too few groups are large enough to compare."
            : $"the widest open question is {largest.Metric} by {largest.Attribute}: {NumberWords.Of(largest.Value)}, "
              + $"interval {NumberWords.Of(largest.Low)} to {NumberWords.Of(largest.High)}, margin "
              + $"{NumberWords.Of(largest.Detail.Margin)}.";
        return $"This data cannot settle {open.Count} of {Comparisons(all)}: {detail}";
    }

    private static string Comparisons(int count) => count == 1 ? "1 comparison" : $"{count} comparisons";

    /// <summary>For a criterion over several metrics, the metric and pair of groups that are furthest apart.</summary>
    private (string Metric, string? Worst, string? Best) Speaking(DisparityResult d)
    {
        if (d.Aggregation != "criterion")
        {
            return (d.Metric, d.Detail.WorstGroup, d.Detail.BestGroup);
        }

        ContrastResult? widest = d.Detail.Contrasts.MaxBy(c => Math.Abs(c.Value));
        if (widest is null || !Metric.All.TryGet(widest.Metric, out Metric? metric))
        {
            return (d.Metric, d.Detail.WorstGroup, d.Detail.BestGroup);
        }

        double Distance(string group, double target) =>
            Math.Abs((ValueOf(d.Attribute, group, widest.Metric) ?? double.NaN) - target);
        bool isAWorse = metric.Better switch
        {
            Direction.LowerIsBetter => widest.Value > 0,
            Direction.CloserToZero => Distance(widest.A, 0) > Distance(widest.B, 0),
            Direction.CloserToOne => Distance(widest.A, 1) > Distance(widest.B, 1),
            _ => widest.Value < 0,
        };
        return isAWorse ? (widest.Metric, widest.A, widest.B) : (widest.Metric, widest.B, widest.A);
    }

    private double? ValueOf(string attribute, string? group, string metric) =>
        _groups.FirstOrDefault(g => g.Attribute == attribute && g.Group == group)
            ?.Metrics.GetValueOrDefault(metric)?.Value;

    private List<string> NotAssessed(List<DisparityResult> primary)
    {
        List<string> sentences = [];
        foreach (GroupResult group in _groups.Where(g => g.IsSmall && !g.IsIntersection && !g.IsMissing))
        {
            sentences.Add(
                $"{group.Attribute} {PlainWords.Group(group.Group)} ({NumberWords.Count(group.N)} rows): "
                    + $"{group.SmallReason}.");
        }

        foreach (IGrouping<string, DisparityResult> family in primary
            .Where(d => d.Verdict == VerdictIds.Insufficient && d.Value is null)
            .GroupBy(d => d.Attribute, StringComparer.Ordinal))
        {
            string metrics = string.Join(", ", family.Select(d => d.Metric).Distinct());
            sentences.Add(
                $"{family.Key}: no comparison of {metrics} "
                    + $"({family.First().Detail.Undefined ?? family.First().Detail.Reason}).");
        }

        return sentences;
    }
}
