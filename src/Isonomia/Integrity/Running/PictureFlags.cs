namespace Isonomia.Integrity;

/// <summary>The common end of checks that flag pictures one by one: counted, shown, and by group.</summary>
internal static class PictureFlags
{
    private const double Level = 0.05;
    private const double NotableRatio = 1.25;

    /// <summary>Makes the outcome of flagged pictures; says where one group has clearly more of them.</summary>
    /// <param name="context">The cohort.</param>
    /// <param name="rows">The flagged pictures, the clearest first.</param>
    /// <param name="lookedAt">Whether a picture was looked at.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="allowed">The share that may be.</param>
    /// <param name="what">What they are, after the count, for example <c>cannot be read</c>.</param>
    /// <param name="none">The sentence where there is none.</param>
    /// <param name="detail">What a picture shows.</param>
    internal static CheckOutcome Of(
        CheckContext context, IReadOnlyList<int> rows, Func<int, bool> lookedAt, CheckSeverity severity, double allowed,
        string what, string none, Func<int, string> detail)
    {
        int of = Enumerable.Range(0, context.Cohort.Count).Count(lookedAt);
        if (rows.Count <= allowed * of)
        {
            return CheckOutcome.Clear(of, none);
        }

        CheckOutcome sharing = CheckOutcome.Clear(of, none).ByGroup(context, rows, lookedAt);
        string uneven = Uneven(sharing.Groups);
        CheckOutcome outcome = CheckOutcome.Found(severity, rows.Count, of,
            $"{CheckContext.Count(rows.Count, "picture")} of {of:N0} ({CheckContext.Percent((double)rows.Count / of)}) "
            + $"{what}.{uneven}").ByGroup(context, rows, lookedAt).Naming(context, rows);
        foreach (int row in rows)
        {
            outcome.Showing(context, [row], detail(row));
        }

        return outcome;
    }

    /// <summary>Groups with more than their part, where chance does not explain it.</summary>
    internal static string Uneven(IReadOnlyList<CheckGroup> groups)
    {
        List<string> found = [];
        foreach (IGrouping<string, CheckGroup> attribute in groups.GroupBy(group => group.Attribute))
        {
            CheckGroup[] own = [.. attribute.Where(group => group.Of > 0)];
            double all = own.Sum(group => group.Count);
            double of = own.Sum(group => group.Of);
            foreach (CheckGroup group in own.Where(_ => own.Length > 1))
            {
                double p = Numerics.TwoProportions.FisherExactP(
                    group.Count, group.Of, (long)(all - group.Count), (long)(of - group.Of));
                double rest = (all - group.Count) / Math.Max(1, of - group.Of);
                if (p < Level / own.Length && group.Share > NotableRatio * rest)
                {
                    found.Add($"{group.Attribute} {group.Group} {CheckContext.Percent(group.Share!.Value)} against "
                        + $"{CheckContext.Percent(rest)} of the others");
                }
            }
        }

        return found.Count == 0 ? string.Empty : $" Uneven: {CheckContext.List(found, 3)}.";
    }
}
