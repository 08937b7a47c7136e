using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Isonomia.Documentation;

/// <summary>The compiled rules of a language.</summary>
internal sealed class TextRules
{
    private static readonly ConcurrentDictionary<string, TextRules> Made = new(StringComparer.Ordinal);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private TextRules(TextLanguage language)
    {
        Language = language;
        string words = string.Join('|', language.Numbers.Keys.OrderByDescending(word => word.Length).Select(word =>
            Regex.Escape(word).Replace("-", "[- ]", StringComparison.Ordinal)
                .Replace(@"\ ", @"\s", StringComparison.Ordinal)));
        string numbers = words.Length == 0 ? @"(?!)" : words;
        NoPerson = Of(language.NoPerson);
        Cohort = Of(language.Cohort);
        BirthDate = Of(language.BirthDate);
        Gender = Of(language.Gender);
        Excluded = [.. language.Excluded.Select(Of)];
        Ages = [.. language.Ages.Select(age =>
            (age.Rule, Of(age.Pattern.Replace("NUMBER", $"(?:{numbers})", StringComparison.Ordinal))))];
        Units = [.. language.Units.Select(unit => (unit.Unit, Of($"^(?:{unit.Pattern})")))];
        Decades = [.. language.Decades.Select(decade => (Of(decade.Pattern), decade.First))];
        Classes = [.. language.Classes.Select(one => (one.Class, Of(one.Pattern)))];
        Female = [.. language.Female.Select(rule => (Of(rule.Pattern), rule.Confidence))];
        Male = [.. language.Male.Select(rule => (Of(rule.Pattern), rule.Confidence))];
        Country = language.Country.Length == 0 ? null : Of(language.Country);
    }

    internal TextLanguage Language { get; }

    internal Regex NoPerson { get; }

    internal Regex Cohort { get; }

    internal Regex BirthDate { get; }

    internal Regex Gender { get; }

    internal IReadOnlyList<Regex> Excluded { get; }

    internal IReadOnlyList<(string Rule, Regex Pattern)> Ages { get; }

    internal IReadOnlyList<(string Unit, Regex Pattern)> Units { get; }

    internal IReadOnlyList<(Regex Pattern, int First)> Decades { get; }

    internal IReadOnlyList<(string Class, Regex Pattern)> Classes { get; }

    internal IReadOnlyList<(Regex Pattern, double Confidence)> Female { get; }

    internal IReadOnlyList<(Regex Pattern, double Confidence)> Male { get; }

    internal Regex? Country { get; }

    internal static TextRules For(string language) => Made.GetOrAdd(language, static id => new TextRules(
        TextLanguage.All.FirstOrDefault(known => known.Id == id)
        ?? throw new Catalogs.UnknownNameException("Language", id, [.. TextLanguage.All.Select(known => known.Id)])));

    /// <summary>The value of a number or a number word, or null.</summary>
    internal int? Number(string text)
    {
        if (int.TryParse(text, System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        string word = text.ToLowerInvariant();
        return Language.Numbers.TryGetValue(word, out int value) ? value
            : Language.Numbers.TryGetValue(word.Replace(' ', '-'), out value) ? value : null;
    }

    internal string Unit(string text) =>
        text.Length == 0 ? "year" : Units.FirstOrDefault(unit => unit.Pattern.IsMatch(text)).Unit ?? GermanUnit(text);

    private static string GermanUnit(string text) => char.ToLowerInvariant(text[0]) switch
    {
        'm' => "month",
        'w' => "week",
        't' or 'd' => "day",
        _ => "year",
    };

    private static Regex Of(string pattern) => new(pattern, TextLanguage.Options, Patience);
}
