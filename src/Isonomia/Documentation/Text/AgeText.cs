using System.Globalization;
using System.Text.RegularExpressions;

namespace Isonomia.Documentation;

/// <summary>An age as a table or a header writes it: <c>60</c>, <c>060Y</c>, <c>6M</c>, <c>&gt;89</c>, <c>90+</c>, <c>3
/// months</c>.</summary>
/// <param name="Years">The age in years, or null where the text is none.</param>
/// <param name="IsTopCoded">Whether the text says "this or older", as de-identified data do above 89.</param>
/// <param name="Problem">Why there is no age, or null: <c>missing</c>, <c>date</c>, <c>implausible</c>, <c>not an
/// age</c>.</param>
public readonly partial record struct AgeText(double? Years, bool IsTopCoded, string? Problem)
{
    private const double DaysPerYear = 365.25;
    private const double OldestYears = 120;

    /// <summary>Reads an age.</summary>
    /// <param name="text">The text; digits of all scripts are read.</param>
    /// <returns>The age, or why there is none. A date is refused: a date of birth identifies a person, and an age is a
    /// difference of two
    /// dates that only the source of the data may compute.</returns>
    public static AgeText Parse(string? text)
    {
        string folded = TextFolding.Compatible(text ?? string.Empty).Trim();
        if (folded.Length == 0 || Sentinels.IsMissing(folded) || folded is "000Y" or "000D" or "000M" or "000W")
        {
            return new AgeText(null, false, "missing");
        }

        if (Day().IsMatch(folded))
        {
            return new AgeText(null, false, "date");
        }

        Match match = Form().Match(folded);
        if (!match.Success)
        {
            return new AgeText(null, false, "not an age");
        }

        double number = double.Parse(match.Groups["n"].Value.Replace(',', '.'), CultureInfo.InvariantCulture);
        double years = char.ToUpperInvariant(match.Groups["u"].Success && match.Groups["u"].Length > 0
            ? match.Groups["u"].Value[0] : 'Y') switch
        {
            'M' => number / 12,
            'W' or 'S' => number * 7 / DaysPerYear,
            'D' or 'J' or 'T' => match.Groups["u"].Value.StartsWith("jahr", StringComparison.OrdinalIgnoreCase)
                ? number : number * 1 / DaysPerYear,
            _ => number,
        };
        return years > OldestYears
            ? new AgeText(null, false, "implausible")
            : new AgeText(years, match.Groups["over"].Success || match.Groups["plus"].Success, null);
    }

    [GeneratedRegex(
        @"^(?<over>>=?|≥|over|mayor de|mais de|plus de|über)?\s*(?<n>\d{1,5}(?:[.,]\d+)?)\s*"
        + @"(?<u>y(?:ears?|rs?|r|o)?|m(?:onths?|o|os)?|mes(?:es)?|mois|monate?n?|w(?:eeks?|ks?|k)?|semanas?|"
            + @"semaines?|wochen?|d(?:ays?)?|d[ií]as?|jours?|"
        + @"tagen?|ans?|a[nñ]os?|anos?|jahre?n?|anni?)?\.?\s*(?:old)?\s*(?<plus>\+)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex(
        @"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$|^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|"
            + @"[12]\d|3[01])$|^\d{1,2}\s+\p{L}{3,}\.?\s+\d{4}$")]
    private static partial Regex Day();
}
