using System.Text.RegularExpressions;
using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>Abbreviations with several readings, found in texts and resolved where the text itself does.</summary>
/// <remarks>A token in capitals that is not spelled out as "long form (ABBR)" in the same text; it is resolved where
/// the words of exactly one reading occur in the text. Source: curation specification §7; the list is the project's
/// own.</remarks>
public sealed partial class AmbiguousAbbreviations
{
    private readonly Dictionary<string, string[]> _readings;

    private AmbiguousAbbreviations(Dictionary<string, string[]> readings) => _readings = readings;

    /// <summary>The abbreviations.</summary>
    public IReadOnlyCollection<string> Abbreviations => _readings.Keys;

    /// <summary>The shipped list, and a user's on top.</summary>
    /// <param name="path">A table with the columns abbreviation and readings (joined by ;), or empty.</param>
    /// <returns>The list.</returns>
    public static AmbiguousAbbreviations Load(string? path = null)
    {
        Dictionary<string, string[]> readings = new(StringComparer.Ordinal);
        foreach (string line in TextSteps.Asset("ambiguous_abbreviations.csv").Skip(1))
        {
            string[] cells = line.Split(',');
            readings[cells[0]] = cells[1].Split(';');
        }

        if (!string.IsNullOrEmpty(path))
        {
            var table = TextTable.Read(path, ["abbreviation", "readings"]);
            for (int row = 0; row < table.RowCount; row++)
            {
                if (table["abbreviation"][row] is { } abbreviation && table["readings"][row] is { } list)
                {
                    readings[abbreviation] =
                        list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                }
            }
        }

        return new AmbiguousAbbreviations(readings);
    }

    /// <summary>The readings of an abbreviation.</summary>
    /// <param name="abbreviation">One of the list.</param>
    public IReadOnlyList<string> Readings(string abbreviation) => _readings[abbreviation];

    /// <summary>Finds abbreviations with several readings in a text.</summary>
    /// <param name="text">The text, or null.</param>
    /// <returns>Each once, in order; the reading where the text decides it, else null. Spelled-out ones are left
    /// out.</returns>
    public IReadOnlyList<FoundAbbreviation> Find(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        List<FoundAbbreviation> found = [];
        List<string>? words = null;
        foreach (Match token in Token().Matches(text))
        {
            if (!_readings.TryGetValue(token.Value, out string[]? readings) || readings.Length < 2
                || !seen.Add(token.Value))
            {
                continue;
            }

            if (IsSpelledOut(text, token.Value, readings))
            {
                continue;
            }

            words ??= TextNormalization.Words(text);
            string[] fitting = [.. readings.Where(reading => Occurs(words, TextNormalization.Words(reading)))];
            found.Add(new FoundAbbreviation(token.Value, fitting.Length == 1 ? fitting[0] : null));
        }

        return found;
    }

    private static bool IsSpelledOut(string text, string abbreviation, string[] readings)
    {
        int at = text.IndexOf($"({abbreviation})", StringComparison.Ordinal);
        if (at <= 0)
        {
            return false;
        }

        string before = text[..at].TrimEnd();
        return readings.Any(reading => before.EndsWith(reading, StringComparison.OrdinalIgnoreCase))
            || HasInitials(TextNormalization.Words(before), abbreviation);
    }

    private static bool HasInitials(List<string> words, string abbreviation) =>
        words.Count >= abbreviation.Length
        && abbreviation.Select((letter, i) =>
            words[words.Count - abbreviation.Length + i][0] == char.ToLowerInvariant(letter))
            .All(fits => fits);

    private static bool Occurs(List<string> words, List<string> wanted)
    {
        for (int start = 0; start + wanted.Count <= words.Count; start++)
        {
            if (wanted.Select((word, i) => words[start + i] == word).All(same => same))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[A-Z][A-Za-z]{1,4}(?![\p{L}\p{N}])")]
    private static partial Regex Token();
}
