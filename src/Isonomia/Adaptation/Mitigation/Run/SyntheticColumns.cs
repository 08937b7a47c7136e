namespace Isonomia.Adaptation;

/// <summary>Finds the generated rows of a cohort by its columns <c>synthetic</c>, <c>generator</c> and
/// <c>qc</c>.</summary>
internal static class SyntheticColumns
{
    private static readonly string[] Yes = ["1", "true", "yes"];
    private static readonly string[] Passed = ["1", "true", "yes", "pass", "passed"];

    /// <summary>Which rows are synthetic, and those of the training split that passed their check.</summary>
    /// <exception cref="ProbeException">Synthetic rows lack the generator or the check.</exception>
    internal static (bool[] IsSynthetic, SyntheticRows? Rows) Read(
        EmbeddedCohort cohort, SampleSplits splits, ProbeTask task)
    {
        bool[] isSynthetic = new bool[cohort.Count];
        if (!Has(cohort, "synthetic"))
        {
            return (isSynthetic, null);
        }

        string?[] marks = cohort.Values("synthetic");
        isSynthetic = [.. marks.Select(mark => Yes.Contains(mark, StringComparer.OrdinalIgnoreCase))];
        if (!isSynthetic.Contains(true))
        {
            return (isSynthetic, null);
        }

        foreach (string column in new[] { "generator", "qc" })
        {
            if (!Has(cohort, column))
            {
                throw new ProbeException(
                    $"{isSynthetic.Count(own => own)} rows are marked in the column 'synthetic', but there is no "
                        + $"column "
                        + $"'{column}'; synthetic rows need their generator and the result of their quality check.");
            }
        }

        string?[] generators = cohort.Values("generator");
        string?[] checks = cohort.Values("qc");
        int[] own = [.. splits.Training.Where(row => isSynthetic[row] && task.Classes[row] >= 0)];
        int[] passed = [.. own.Where(row => generators[row] is not null
            && Passed.Contains(checks[row], StringComparer.OrdinalIgnoreCase))];
        return (isSynthetic, new SyntheticRows(
            passed, [.. passed.Select(row => generators[row]!)], own.Length - passed.Length));
    }

    /// <summary>Leaves out generated rows of patients who are judged: a picture made from a test patient would tell of
    /// the patient.</summary>
    internal static SyntheticRows? WithoutJudged(
        SyntheticRows? synthetic, IReadOnlyList<int>? units, SampleSplits splits)
    {
        if (synthetic is null || units is null)
        {
            return synthetic;
        }

        HashSet<int> judged = [.. splits.Validation.Concat(splits.Test).Select(row => units[row])];
        int[] kept = [.. Enumerable.Range(0, synthetic.Rows.Length)
            .Where(i => !judged.Contains(units[synthetic.Rows[i]]))];
        return kept.Length == synthetic.Rows.Length ? synthetic
            : synthetic with
            {
                Rows = [.. kept.Select(i => synthetic.Rows[i])],
                Generators = [.. kept.Select(i => synthetic.Generators[i])],
            };
    }

    private static bool Has(EmbeddedCohort cohort, string column) =>
        cohort.Cohort.Columns.Any(own => own.Name == column);
}
