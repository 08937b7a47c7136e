using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Ages that cannot be, and dates where ages belong.</summary>
    public static IntegrityCheck ImpossibleAges { get; } = new(
        "impossible_ages",
        "Impossible ages",
        "images",
        "ages below 0 or above 120 years, texts that are no age, and dates of birth where ages belong, in declared "
            + "ages and "
            + "columns named age; codes such as 999 are sentinel_values",
        CheckSeverity.Major,
        "Correct them at the source; dates of birth must be replaced by ages before the table leaves it.",
        "The images fall out of every result by age, or into a wrong bin.",
        new("DICOM PS3.5, 6.2 (Age String); documentation specification §3.1"),
        [new("allowed", 0, "images that may be")])
    {
        Rule = ImpossibleAgesRule.Find,
    };
}

/// <summary>The rule of <c>impossible_ages</c>.</summary>
file static class ImpossibleAgesRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        string[] columns =
            [.. context.Cohort.Columns.Where(column => column.Role is ColumnRole.Attribute or ColumnRole.Other
            && KnownColumns.Words(column.Name) is var words && words.Contains("age")
            && !words.Any(word => word is "group" or "bin" or "band" or "category" or "range"))
            .Select(column => column.Name)];
        if (columns.Length == 0)
        {
            return CheckOutcome.NotApplicable("no column of ages is known (--attribute age:0,40,60)");
        }

        SortedDictionary<int, string> found = [];
        foreach (string column in columns)
        {
            string?[] cells = context.Cohort.Values(column);
            Dictionary<string, string?> known = new(StringComparer.Ordinal);
            for (int row = 0; row < cells.Length; row++)
            {
                if (cells[row] is not { } cell)
                {
                    continue;
                }

                if (!known.TryGetValue(cell, out string? problem))
                {
                    known[cell] = problem = Problem(cell);
                }

                if (problem is not null)
                {
                    found.TryAdd(row, $"'{column}' {problem}");
                }
            }
        }

        int of = context.Cohort.Count;
        string kinds = string.Join(", ", found.Values.GroupBy(why => why, StringComparer.Ordinal)
            .OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Key}: {kind.Count():N0}"));
        CheckOutcome outcome = found.Count > context["allowed"]
            ? CheckOutcome.Found(CheckSeverity.Major, found.Count, of,
                $"{CheckContext.Count(found.Count, "image")} of {of:N0} {(found.Count == 1 ? "has" : "have")} an age "
                    + $"that "
                + $"cannot be ({kinds}).")
            : CheckOutcome.Clear(of, $"All ages in {string.Join(", ", columns.Select(one => $"'{one}'"))} can be.");
        foreach ((int row, string why) in found)
        {
            outcome.Showing(context, [row], why);
        }

        return outcome.Naming(context, found.Keys).ByGroup(context, found.Keys);
    }

    private static string? Problem(string cell)
    {
        if (Sentinels.IsMissing(cell) || Sentinels.IsRefused(cell))
        {
            return null;
        }

        if (double.TryParse(cell, System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture, out double number))
        {
            return Sentinels.IsAgeSentinel(number) ? null
                : number < 0 ? "is below 0"
                : number > 120 ? AgeText.Parse(cell).Problem == "date" ? "holds a date" : "is above 120 years"
                : null;
        }

        return AgeText.Parse(cell).Problem switch
        {
            "date" => "holds a date",
            "implausible" => "is above 120 years",
            "not an age" => IsBin(cell) ? null : "is no age",
            _ => null,
        };
    }

    /// <summary>A bin such as <c>40-49</c> or <c>&lt;18</c> is no impossible age.</summary>
    private static bool IsBin(string cell) => cell.Any(char.IsDigit)
        && cell.All(letter => char.IsDigit(letter)
            || letter is '-' or '–' or '<' or '>' or '=' or '+' or ' ' or '[' or ']'
            or '(' or ')' or ',' or '.' or '≥' or '≤');
}
