namespace Isonomia.Documentation;

/// <summary>Tells a text's language: by its script, and among languages of the Latin script by frequent
/// words.</summary>
internal static class LanguageGuess
{
    /// <summary>The ISO 639-1 code, or null where nothing tells it.</summary>
    internal static string? Of(string text)
    {
        int han = 0;
        foreach (char c in text)
        {
            switch (c)
            {
                case >= '\u3040' and <= '\u30FF':
                    return "ja";
                case >= '\uAC00' and <= '\uD7AF':
                    return "ko";
                case >= '\u0900' and <= '\u097F':
                    return "hi";
                case >= '\u0600' and <= '\u06FF':
                    return "ar";
                case >= '\u4E00' and <= '\u9FFF':
                    han++;
                    break;
            }
        }

        if (han > 0)
        {
            return text.AsSpan().IndexOfAny("歳才児") >= 0 ? "ja" : "zh";
        }

        string[] words = [.. TextFolding.Compatible(text).ToLowerInvariant()
            .Split([' ', ',', '.', ';', ':', '(', ')', '-', '/', '\n', '\t', '\''],
                StringSplitOptions.RemoveEmptyEntries)];
        TextLanguage? best = null;
        double most = 0;
        foreach (TextLanguage language in TextLanguage.All.Where(language => language.StopWords.Length > 0))
        {
            HashSet<string> known = [.. language.StopWords.ToLowerInvariant().Split(' ')];
            var rules = TextRules.For(language.Id);
            double score = words.Count(known.Contains)
                + (2 * rules.Female.Concat(rules.Male).Where(rule => rule.Confidence >= 0.8)
                    .Count(rule => rule.Pattern.IsMatch(text)))
                + (2 * Marks(language.Id).Count(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
                + (rules.Decades.Any(decade => decade.Pattern.IsMatch(text))
                    || rules.Classes.Any(one => one.Pattern.IsMatch(text)) ? 2 : 0)
                + (rules.Ages.Any(age => age.Rule is not "dicom" && age.Pattern.IsMatch(text)) ? 2 : 0);
            if (score > most)
            {
                (best, most) = (language, score);
            }
        }

        return best?.Id;
    }

    /// <summary>Letters that few of these languages write.</summary>
    private static string[] Marks(string language) => language switch
    {
        "pt" => ["ã", "õ", "ção"],
        "es" => ["ñ", "ción", "¿"],
        "de" => ["ß", "ä", "ö", "ü"],
        "fr" => ["œ", "è", "ê", "d'"],
        "it" => ["zione", "ò"],
        _ => [],
    };
}
