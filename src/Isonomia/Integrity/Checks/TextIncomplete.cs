using Isonomia.Curation;
using Isonomia.Datasets;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Texts that are empty, cut off, copied or broken.</summary>
    public static IntegrityCheck TextIncomplete { get; } = new(
        "text_incomplete",
        "Incomplete or copied texts",
        "texts",
        "the text filters of curation: empty, short, placeholder, truncated, encoding, boilerplate, near_copy, "
            + "unsupported_comparison, measurement_without_unit",
        CheckSeverity.Minor,
        "Filter with 'isonomia curate --steps text_quality', which accounts for whom it removes.",
        "A model of pictures and texts learns the gaps; captions of one language or group may be worse than others.",
        new("Curation specification §7; docs/guide/curation.md"),
        [new("share", 0, "the share of texts that may be")])
    {
        Rule = TextIncompleteRule.Find,
    };
}

/// <summary>The rule of <c>text_incomplete</c>.</summary>
file static class TextIncompleteRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        string[] columns = [.. context.Cohort.Columns.Where(column => column.Role == ColumnRole.Text)
            .Select(column => column.Name)];
        if (columns.Length == 0)
        {
            return CheckOutcome.NotApplicable("no text was declared (--text)");
        }

        SortedDictionary<int, List<string>> found = [];
        List<CheckMeasure> measures = [];
        foreach (string column in columns)
        {
            string?[] texts = [.. context.Cohort.Values(column).Select(text => text ?? string.Empty)];
            foreach (TextFilter filter in TextFilter.All)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                int[] rows = [.. filter.Find(texts).Distinct()];
                measures.Add(new CheckMeasure($"{filter.Id}:{column}", rows.Length, filter.Rule));
                foreach (int row in rows)
                {
                    (found.TryGetValue(row, out List<string>? why) ? why : found[row] = []).Add(filter.Id);
                }
            }
        }

        int of = context.Cohort.Count;
        CheckOutcome outcome = found.Count > context["share"] * of
            ? CheckOutcome.Found(CheckSeverity.Minor, found.Count, of,
                $"{CheckContext.Count(found.Count, "text")} of {of:N0} "
                    + $"({CheckContext.Percent((double)found.Count / of)}) "
                + $"{(found.Count == 1 ? "is" : "are")} incomplete, copied or broken ("
                + CheckContext.List([.. found.Values.SelectMany(why => why).GroupBy(why => why, StringComparer.Ordinal)
                    .OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Key} {kind.Count():N0}")], 5)
                        + ").")
            : CheckOutcome.Clear(of, "No text is incomplete, copied or broken.");
        outcome.Measures.AddRange(measures);
        foreach ((int row, List<string> why) in found)
        {
            outcome.Showing(context, [row], string.Join(", ", why));
        }

        return outcome.Naming(context, found.Keys).ByGroup(context, found.Keys);
    }
}
