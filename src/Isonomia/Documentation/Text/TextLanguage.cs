using System.Text.RegularExpressions;

namespace Isonomia.Documentation;

/// <summary>The rules of one language. Each language is one file; adding one is adding its file and its line in <see
/// cref="All"/>.</summary>
/// <param name="Id">The ISO 639-1 code.</param>
/// <param name="StopWords">Frequent words by which the language is told from others of its script.</param>
internal sealed partial record TextLanguage(string Id, string StopWords)
{
    internal const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Texts about no person: animals, phantoms.</summary>
    internal required string NoPerson { get; init; }

    /// <summary>Phrases about many: ranges, means, plurals.</summary>
    internal required string Cohort { get; init; }

    /// <summary>Phrases that are taken out before anything is read: relatives, technical uses, ages of things, time
    /// spans, gestation,
    /// negation.</summary>
    internal required IReadOnlyList<string> Excluded { get; init; }

    /// <summary>Dates of birth: refused.</summary>
    internal required string BirthDate { get; init; }

    /// <summary>Ages: name of the rule and pattern with the groups n (number or word), u (unit, else year).</summary>
    internal required IReadOnlyList<(string Rule, string Pattern)> Ages { get; init; }

    /// <summary>What begins each unit word, by unit.</summary>
    internal required IReadOnlyList<(string Unit, string Pattern)> Units { get; init; }

    /// <summary>Decades: pattern and the first year, or group d with its tens.</summary>
    internal IReadOnlyList<(string Pattern, int First)> Decades { get; init; } = [];

    /// <summary>Classes of age without a number.</summary>
    internal IReadOnlyList<(string Class, string Pattern)> Classes { get; init; } = [];

    /// <summary>Words for women and girls, with their confidence.</summary>
    internal required IReadOnlyList<(string Pattern, double Confidence)> Female { get; init; }

    /// <summary>Words for men and boys, with their confidence.</summary>
    internal required IReadOnlyList<(string Pattern, double Confidence)> Male { get; init; }

    /// <summary>Words for gender that give no sex.</summary>
    internal string Gender { get; init; } =
        @"\b(?<g>trans(?:gender|sexual|género|genero|genre)?|non-?binary|no binari[oa]|não[- ]bin[áa]ri[oa]|"
            + @"non[- ]binaire|nicht-?binär|genderqueer|intersex)\b";

    /// <summary>What stands between a person and the name of a country.</summary>
    internal string Country { get; init; } = string.Empty;

    /// <summary>Words that name a person, for statements about country and ethnicity.</summary>
    internal string Person { get; init; } = string.Empty;

    /// <summary>Labels before a stated ethnicity.</summary>
    internal string EthnicityLabel { get; init; } = string.Empty;

    /// <summary>Number words, by value.</summary>
    internal IReadOnlyDictionary<string, int> Numbers { get; init; } = new Dictionary<string,
        int>(StringComparer.Ordinal);

    /// <summary>Every language with rules.</summary>
    internal static IReadOnlyList<TextLanguage> All => field ??=
        [English, Spanish, Portuguese, French, German, Italian, Chinese, Japanese, Korean, Hindi, Arabic];

    /// <summary>Number words of a language from its units and tens.</summary>
    internal static Dictionary<string, int> Count(string small, string tens, string joint)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        string[] units = small.Split(' ');
        for (int i = 0; i < units.Length; i++)
        {
            numbers[units[i]] = i;
        }

        string[] names = tens.Split(' ');
        for (int t = 0; t < names.Length; t++)
        {
            numbers[names[t]] = (t + 2) * 10;
            for (int i = 1; i < 10; i++)
            {
                numbers[names[t] + joint + units[i]] = ((t + 2) * 10) + i;
            }
        }

        return numbers;
    }
}
