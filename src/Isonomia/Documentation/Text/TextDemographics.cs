using System.Globalization;
using System.Text.RegularExpressions;

namespace Isonomia.Documentation;

/// <summary>Reads age, sex and, where stated, country and ethnicity from captions and reports, by rules for eleven
/// languages.</summary>
/// <remarks>Source: own rules; see docs/guide/documentation.md#demographics-from-text for what was measured. What is
/// extracted is sex or
/// gender as worded. Nothing is taken from names or from appearance; dates of birth are refused; terms for gender give
/// no sex.</remarks>
public static partial class TextDemographics
{
    private const int OldestYears = 120;

    /// <summary>The languages with rules, by ISO 639-1 code.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. TextLanguage.All.Select(language => language.Id)];

    /// <summary>Tells the language of a text by its script and frequent words.</summary>
    /// <param name="text">The text.</param>
    /// <returns>An ISO 639-1 code, or null where nothing tells it.</returns>
    public static string? LanguageOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LanguageGuess.Of(text);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">The language and what may be taken.</param>
    /// <returns>What it states.</returns>
    /// <exception cref="Catalogs.UnknownNameException">The language has no rules.</exception>
    public static TextDemographicsResult Extract(string text, TextDemographicsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new TextDemographicsOptions();
        string folded = TextFolding.Compatible(text);
        string language = options.Language ?? LanguageGuess.Of(folded) ?? "en";
        var rules = TextRules.For(language);
        List<string> refusals = [];
        if (rules.NoPerson.IsMatch(folded))
        {
            return new TextDemographicsResult(language, [], false, ["The text is about an animal or a phantom."]);
        }

        string left = folded;
        Regex[] births =
            [.. TextLanguage.All.Select(one => TextRules.For(one.Id).BirthDate).Where(birth => birth.IsMatch(folded))];
        if (births.Length > 0)
        {
            // Whatever the language of the text, a date of birth is never read.
            refusals.Add("A date of birth identifies a person and is not used; an age is computed where the data come "
                + "from.");
            left = births.Aggregate(left, Blank);
        }

        foreach (Regex excluded in rules.Excluded)
        {
            left = Blank(left, excluded);
        }

        bool isCohort = rules.Cohort.IsMatch(left);
        List<ExtractedValue> ages = isCohort ? [] : Ages(left, rules, refusals, options.TopCode);
        List<ExtractedValue> sexes = isCohort ? [] : Sexes(left, rules);
        List<ExtractedValue> values = [.. ages, .. sexes];
        if (!isCohort)
        {
            values.AddRange(Countries(folded, rules));
            values.AddRange(Ethnicities(left, rules, options.Ethnicities));
        }

        bool isSeveral = isCohort || IsSeveral(ages, sexes);
        return new TextDemographicsResult(language, [.. values.OrderBy(value => value.Start)], isSeveral, refusals);
    }

    private static bool IsSeveral(List<ExtractedValue> ages, List<ExtractedValue> sexes) =>
        ages.Where(age => age.Attribute == "age").Select(age => (age.Value, age.Unit)).Distinct().Count() > 1
        || sexes.Where(sex => sex is { Attribute: "sex", Confidence: > 0.6 }).Select(sex => sex.Value).Distinct()
            .Count() > 1;

    private static string Blank(string text, Regex pattern) =>
        pattern.Replace(text, match => new string(' ', match.Length));

    private static List<ExtractedValue> Ages(string text, TextRules rules, List<string> refusals, bool topCode)
    {
        List<ExtractedValue> found = [];
        bool[] taken = new bool[text.Length];
        foreach ((string rule, Regex pattern) in rules.Ages)
        {
            foreach (Match match in pattern.Matches(text))
            {
                if (!Take(match, taken) || rules.Number(match.Groups["n"].Value) is not int number)
                {
                    continue;
                }

                string unit = rule == "short" ? "year" : rules.Unit(match.Groups["u"].Value);
                AddAge(found, match, number, unit, $"{rules.Language.Id}.age.{rule}", refusals, topCode);
            }
        }

        // The letters of a sex right after a number, or before it: case matters, and a catheter of 10 F is no woman.
        foreach (Match match in ShortForm().Matches(text))
        {
            if (Take(match, taken) && rules.Number(match.Groups["n"].Value) is int number)
            {
                AddAge(found, match, number, "year", $"{rules.Language.Id}.age.letter", refusals, topCode);
            }
        }

        foreach ((Regex pattern, int first) in rules.Decades)
        {
            foreach (Match match in pattern.Matches(text))
            {
                int from = match.Groups["d"].Success ? int.Parse(match.Groups["d"].Value, CultureInfo.InvariantCulture)
                    : first;
                found.Add(new ExtractedValue(
                    "age", from >= 90 && topCode ? "90+" : $"{from}-{from + 9}", "decade", match.Index, match.Length,
                        $"{rules.Language.Id}.age.decade", 0.95));
            }
        }

        if (found.Count == 0)
        {
            foreach ((string name, Regex pattern) in rules.Classes)
            {
                if (pattern.Match(text) is { Success: true } match)
                {
                    found.Add(new ExtractedValue("age_class", name, null, match.Index, match.Length,
                        $"{rules.Language.Id}.age.class", 0.95));
                    break;
                }
            }
        }

        return found;
    }

    private static void AddAge(
        List<ExtractedValue> found, Match match, int number, string unit, string rule, List<string> refusals,
            bool topCode)
    {
        double years = unit switch { "month" => number / 12.0, "week" => number / 52.18, "day" => number / 365.25,
            _ => number };
        if (years > OldestYears)
        {
            refusals.Add($"An age over {OldestYears} years is not used.");
            return;
        }

        string value = topCode && years >= 90 ? "90+" : number.ToString(CultureInfo.InvariantCulture);
        found.Add(new ExtractedValue("age", value, unit, match.Index, match.Length, rule, 0.95));
    }

    private static bool Take(Match match, bool[] taken)
    {
        for (int i = match.Index; i < match.Index + match.Length; i++)
        {
            if (taken[i])
            {
                return false;
            }
        }

        taken.AsSpan(match.Index, match.Length).Fill(true);
        return true;
    }

    private static List<ExtractedValue> Sexes(string text, TextRules rules)
    {
        string id = rules.Language.Id;
        List<ExtractedValue> found = [];
        string left = text;
        foreach (Match match in rules.Gender.Matches(text))
        {
            found.Add(new ExtractedValue("gender", match.Value.ToLowerInvariant(), null, match.Index, match.Length,
                $"{id}.gender", 0.95));
        }

        // Terms for gender say nothing about sex, and the noun beside them repeats the gender.
        if (found.Count > 0)
        {
            return found;
        }

        foreach ((string sex, IReadOnlyList<(Regex Pattern, double Confidence)> list) in new[] { ("female",
            rules.Female), ("male", rules.Male) })
        {
            foreach ((Regex pattern, double confidence) in list)
            {
                foreach (Match match in pattern.Matches(left))
                {
                    found.Add(new ExtractedValue("sex", sex, null, match.Index, match.Length, $"{id}.sex.{sex}",
                        confidence));
                }
            }
        }

        foreach (Match match in ShortForm().Matches(text))
        {
            found.Add(new ExtractedValue(
                "sex", match.Groups["s"].Value == "F" ? "female" : "male", null, match.Index, match.Length,
                    $"{id}.sex.letter", 0.95));
        }

        // Grammar alone gives way to a noun that says otherwise, and a pronoun to both.
        double best = found.Count == 0 ? 0 : found.Max(value => value.Confidence);
        return [.. found.Where(value => best - value.Confidence < 0.1)];
    }

    private static IEnumerable<ExtractedValue> Countries(string text, TextRules rules)
    {
        if (rules.Country is null)
        {
            yield break;
        }

        foreach (Match match in rules.Country.Matches(text))
        {
            int start = match.Index + match.Length;
            string[] words = [.. text[start..]
                .Split([' ', ',', '.', ';', '(', ')'], 6, StringSplitOptions.RemoveEmptyEntries).Take(5)];
            for (int count = words.Length; count > 0; count--)
            {
                string name = string.Join(' ', words.Take(count));
                if (name.Length > 3 && CountryTable.Find(name) is { } country)
                {
                    yield return new ExtractedValue(
                        "country", country.Alpha3, null, start, Math.Min(name.Length, text.Length - start),
                            $"{rules.Language.Id}.country", 0.8);
                    break;
                }
            }
        }
    }

    private static IEnumerable<ExtractedValue> Ethnicities(string text, TextRules rules, IReadOnlyList<string> terms)
    {
        foreach (string term in terms)
        {
            string word = Regex.Escape(term);
            string label = rules.Language.EthnicityLabel.Length == 0 ? "(?!)" : rules.Language.EthnicityLabel;
            string person = rules.Language.Person.Length == 0 ? "(?!)" : rules.Language.Person;
            Regex pattern =
                new($@"(?:{label})(?<w>{word})\b|\b(?<w>{word})\s+(?:\w+\s+)?{person}\b|\b{person}\s+(?<w>{word})\b",
                TextLanguage.Options);
            foreach (Match match in pattern.Matches(text))
            {
                yield return new ExtractedValue(
                    "ethnicity", term, null, match.Groups["w"].Index, match.Groups["w"].Length,
                        $"{rules.Language.Id}.ethnicity", 0.95);
            }
        }
    }

    [GeneratedRegex(
        @"(?<![\w.,/-])(?<n>\d{1,3})\s?(?:(?:y|yr|yo)\s?)?/?\s?(?<s>[MF])(?![\w/-])(?!\s*(?:catheter|sheath|drain|"
            + @"needle|guide|introducer))|"
        + @"(?<![\w.-])(?<s>[MF])\s?(?:/|,)\s?(?<n>\d{1,3})(?!\w|\s?[%°]|\s?mm|\s?cm|[.,]\d)")]
    private static partial Regex ShortForm();
}
