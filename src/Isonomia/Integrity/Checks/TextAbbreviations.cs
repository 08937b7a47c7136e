using Isonomia.Curation;
using Isonomia.Datasets;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Abbreviations with several readings that the text does not resolve.</summary>
    public static IntegrityCheck TextAbbreviations { get; } = new(
        "text_abbreviations",
        "Abbreviations that can be read in two ways",
        "texts",
        "tokens of the shipped list of abbreviations with several readings that the text neither spells out nor "
            + "resolves by "
            + "the words of one reading",
        CheckSeverity.Minor,
        "Spell them out, or mark them with 'isonomia curate --steps ambiguous_abbreviations'.",
        "Labels and attributes taken from such texts are wrong for some readings.",
        new("Curation specification §7; the list is the project's own"),
        [new("share", 0, "the share of texts that may be")])
    {
        Rule = TextAbbreviationsRule.Find,
    };
}

/// <summary>The rule of <c>text_abbreviations</c>.</summary>
file static class TextAbbreviationsRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        string[] columns = [.. context.Cohort.Columns.Where(column => column.Role == ColumnRole.Text)
            .Select(column => column.Name)];
        if (columns.Length == 0)
        {
            return CheckOutcome.NotApplicable("no text was declared (--text)");
        }

        AmbiguousAbbreviations list = AmbiguousAbbreviations.Load();
        SortedDictionary<int, string[]> found = [];
        foreach (string column in columns)
        {
            string?[] texts = context.Cohort.Values(column);
            for (int row = 0; row < texts.Length; row++)
            {
                string[] open = [.. list.Find(texts[row]).Where(one => one.Reading is null)
                    .Select(one => one.Abbreviation)];
                if (open.Length > 0)
                {
                    found.TryAdd(row, open);
                }
            }
        }

        int of = context.Cohort.Count;
        CheckOutcome outcome = found.Count > context["share"] * of
            ? CheckOutcome.Found(CheckSeverity.Minor, found.Count, of,
                $"{CheckContext.Count(found.Count, "text")} of {of:N0} {(found.Count == 1 ? "has" : "have")} an open "
                + "abbreviation (" + CheckContext.List([.. found.Values.SelectMany(open => open)
                    .GroupBy(open => open, StringComparer.Ordinal).OrderByDescending(kind => kind.Count())
                    .Select(kind => $"{kind.Key} {kind.Count():N0}")], 6) + ").")
            : CheckOutcome.Clear(of, "No text has an abbreviation that can be read in two ways.");
        foreach ((int row, string[] open) in found)
        {
            outcome.Showing(context, [row], string.Join(", ", open));
        }

        return outcome.Naming(context, found.Keys).ByGroup(context, found.Keys);
    }
}
