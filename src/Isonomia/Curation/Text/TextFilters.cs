using System.Text.RegularExpressions;

namespace Isonomia.Curation;

public sealed partial record TextFilter
{
    private const int ShortWords = 3;
    private const double SymbolShare = 0.2;
    private const int BoilerplateCount = 50;

    /// <summary>Texts without a letter.</summary>
    public static TextFilter Empty { get; } = Each("empty", "no letter", text => !text.Any(char.IsLetter));

    /// <summary>Texts of fewer than three words.</summary>
    public static TextFilter Short { get; } = Each(
        "short",
        "fewer than 3 words after figure labels are taken out",
        text => FigureLabel().Replace(text, " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.Any(char.IsLetterOrDigit)) is > 0 and < ShortWords);

    /// <summary>Texts that only point elsewhere.</summary>
    public static TextFilter Placeholder { get; } = Each(
        "placeholder", "only a figure label or a pointer (see text, as above)", text => PlaceholderText()
            .IsMatch(text));

    /// <summary>Texts that end in the middle.</summary>
    public static TextFilter Truncated { get; } = new(
        "truncated",
        "ends in an open bracket or a hyphen, or without punctuation in a word that no other text has",
        FindTruncated);

    /// <summary>Texts whose letters were lost.</summary>
    public static TextFilter Encoding { get; } = Each(
        "encoding",
        "a replacement character, a mojibake pair, or more than 20 % symbols",
        text => text.Contains('\uFFFD', StringComparison.Ordinal) || Mojibake().IsMatch(text)
            || (text.Length > 0 && text.Count(letter => !char.IsLetterOrDigit(letter) && !char.IsWhiteSpace(letter)
                && !".,;:()-/%'\"".Contains(letter, StringComparison.Ordinal)) > SymbolShare * text.Length));

    /// <summary>Texts that occur more than fifty times.</summary>
    public static TextFilter Boilerplate { get; } = new(
        "boilerplate",
        "the same text more than 50 times",
        texts => Enumerable.Range(0, texts.Count)
            .Where(row => texts[row] is { Length: > 0 })
            .GroupBy(row => string.Join(' ', TextNormalization.Words(texts[row]!)), StringComparer.Ordinal)
            .Where(group => group.Count() > BoilerplateCount)
            .SelectMany(group => group)
            .Order());

    /// <summary>Texts that nearly repeat an earlier one.</summary>
    public static TextFilter NearCopy { get; } = new(
        "near_copy",
        "MinHash of word 5-grams (128 permutations) estimates a Jaccard similarity of at least 0.9 with an "
            + "earlier text",
        texts => MinHash.NearCopies(texts));

    /// <summary>Texts that compare with a picture they do not have.</summary>
    public static TextFilter UnsupportedComparison { get; } = Each(
        "unsupported_comparison",
        "compares with a prior (unchanged, interval, compared to prior) while no prior is in the record",
        text => Comparison().IsMatch(text));

    /// <summary>Texts with a number where a unit is missing.</summary>
    public static TextFilter MeasurementWithoutUnit { get; } = Each(
        "measurement_without_unit",
        "measures or sizes with a number that no unit follows",
        text => Measurement().Matches(text).Any(match => !Unit().IsMatch(text[(match.Index + match.Length)..])));

    private static IEnumerable<int> FindTruncated(IReadOnlyList<string?> texts)
    {
        Dictionary<string, int> vocabulary = new(StringComparer.Ordinal);
        foreach (string text in texts.OfType<string>())
        {
            foreach (string word in TextNormalization.Words(text).Distinct(StringComparer.Ordinal))
            {
                vocabulary[word] = vocabulary.GetValueOrDefault(word) + 1;
            }
        }

        for (int row = 0; row < texts.Count; row++)
        {
            if (texts[row]?.TrimEnd() is not { Length: > 0 } text)
            {
                continue;
            }

            bool isOpen = text.LastIndexOf('(') > text.LastIndexOf(')') || text[^1] is '-' or '(';
            bool isPunctuated = ".!?:;)]\"'”»。".Contains(text[^1], StringComparison.Ordinal);
            List<string> words = TextNormalization.Words(text);
            bool isUnknown = words.Count > 2 && words[^1].All(char.IsLetter) && vocabulary[words[^1]] == 1
                && vocabulary.Keys.Any(other => other.Length > words[^1].Length && vocabulary[other] > 1
                    && other.StartsWith(words[^1], StringComparison.Ordinal));
            if (isOpen || (!isPunctuated && isUnknown))
            {
                yield return row;
            }
        }
    }

    [GeneratedRegex(@"\b(fig(ure)?|table|panel|image)\.?\s*\d*[a-z]?\b\.?", RegexOptions.IgnoreCase)]
    private static partial Regex FigureLabel();

    [GeneratedRegex(
        @"^\W*((fig(ure)?|table|image|panel)\.?\s*\d*\s*[a-z]?|see (the )?(text|above|below|report)|as above"
            + @"|as described|same as above|n/?a|none|null|tbd)\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex PlaceholderText();

    [GeneratedRegex("Ã[\\u0080-\\u00BF©¨¼¶¤±]|â€|Â[\\u00A0-\\u00BF]|ï»¿")]
    private static partial Regex Mojibake();

    [GeneratedRegex(
        @"\b(unchanged|stable since|interval (change|increase|decrease|improvement|development)"
            + @"|compared (to|with) (the )?(prior|previous)|as compared to"
            + @"|since (the )?(prior|previous)|again (seen|noted))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Comparison();

    [GeneratedRegex(
        @"\b(measur(es|ing)|measured|diameter( of)?|size( of)?|thickness( of)?)\s+"
            + @"(up to |about |approximately |at )?\d+([.,]\d+)?(\s*[x×]\s*\d+([.,]\d+)?)*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Measurement();

    [GeneratedRegex(
        @"^\s*(mm|cm|m|µm|um|ml|cc|l|%|percent|degrees?|°|hu|inch(es)?|in(?=\s*([.,;)]|$))|millimet|centimet)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Unit();
}
