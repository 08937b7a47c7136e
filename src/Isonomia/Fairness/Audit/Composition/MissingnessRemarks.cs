namespace Isonomia.Fairness;

/// <summary>Tells when demographics are missing where the label differs, so that pooled numbers mislead.</summary>
internal static class MissingnessRemarks
{
    private const double NotableShare = 0.01;

    /// <summary>Finds attributes whose missingness depends on the label.</summary>
    /// <param name="composition">Who is in the data.</param>
    /// <param name="overall">Every metric over all rows.</param>
    /// <param name="groups">Every group.</param>
    /// <param name="alpha">The level of the test.</param>
    /// <returns>A flag for each such attribute.</returns>
    internal static IEnumerable<AuditFlag> Find(
        IReadOnlyList<CompositionResult> composition,
        IReadOnlyDictionary<string, MetricValue> overall,
        IReadOnlyList<GroupResult> groups,
        double alpha)
    {
        long rows = composition.Count == 0 ? 0 : composition[0].Missing + composition[0].Groups.Sum(g => g.Rows);

        // Attributes that are missing together say the same thing: it is said once, for the first of them.
        foreach (IGrouping<(long, double?, double?), CompositionResult> together in composition
            .GroupBy(c => (c.Missing, c.MissingPrevalence, c.KnownPrevalence)))
        {
            CompositionResult attribute = together.First();
            string names = string.Join(" and ", together.Select(c => c.Attribute));
            double share = rows == 0 ? 0 : attribute.Missing / (double)rows;
            if (share < NotableShare || attribute.MissingnessP is not double p || p >= alpha)
            {
                continue;
            }

            string sentence =
                $"{names} {(together.Count() == 1 ? "is" : "are")} not recorded for {NumberWords.Percent(share)} of "
                    + "the rows, and not at random: "
                + $"{NumberWords.Percent(attribute.MissingPrevalence ?? 0)} of them are positive, against "
                + $"{NumberWords.Percent(attribute.KnownPrevalence ?? 0)} where recorded "
                + "(knowing only whether a value is recorded gives an AUROC of "
                + $"{NumberWords.Of(attribute.MissingnessAuroc)} for the label).";
            yield return new AuditFlag(
                "missing_not_at_random", sentence + Pooled(attribute.Attribute, overall, groups), IsSevere: true);
        }
    }

    /// <summary>Says so where the pooled AUROC is above that of every group.</summary>
    private static string Pooled(
        string attribute, IReadOnlyDictionary<string, MetricValue> overall, IReadOnlyList<GroupResult> groups)
    {
        double[] known =
        [
            .. groups.Where(g => g.Attribute == attribute && !g.IsMissing && !g.IsSmall)
                .Select(g => g.Metrics.GetValueOrDefault("auroc")?.Value)
                .OfType<double>(),
        ];
        return overall.GetValueOrDefault("auroc")?.Value is double pooled && known.Length > 0 && pooled > known.Max()
            ? $" The pooled AUROC of {NumberWords.Of(pooled)} is above that of every group of {attribute} "
              + $"({NumberWords.Of(known.Min())} to {NumberWords.Of(known.Max())}): it mostly tells the two kinds of "
              + "rows apart."
            : string.Empty;
    }
}
