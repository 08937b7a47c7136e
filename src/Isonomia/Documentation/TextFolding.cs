using System.Globalization;
using System.Text;

namespace Isonomia.Documentation;

/// <summary>Brings text of many origins to one form, without the system's collation data (the product runs without
/// ICU).</summary>
/// <remarks>Deviation from NFKC: only the compatibility forms met in captions and tables are folded: full-width forms,
/// digits of all
/// scripts, dashes, quotes, spaces, Latin ligatures, and Latin letters followed by combining marks.</remarks>
internal static class TextFolding
{
    private const string Accented =
        "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
        + "ĀāĂăĄąĆćČčĎďĒēĘęĚěĞğĪīİıŁłŃńŇňŌōŐőŘřŚśŞşŠšŢţŤťŪūŮůŰűŹźŻżŽžȘșȚț";
    private const string Plain =
        "AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy"
        + "AaAaAaCcCcDdEeEeEeGgIiIiLlNnNnOoOoRrSsSsSsTtTtUuUuUuZzZzZzSsTt";
    private const string Composed = "áéíóúàèìòùâêîôûäëïöüãõñçåÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÄËÏÖÜÃÕÑÇÅ";
    private const string Bases = "aeiouaeiouaeiouaeiouaoncaAEIOUAEIOUAEIOUAEIOUAONCA";

    /// <summary>Full-width forms, digits of all scripts, dashes, quotes, spaces and combining marks in one form
    /// each.</summary>
    internal static string Compatible(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (char c in text)
        {
            if (c is >= '\u0300' and <= '\u036F' && folded.Length > 0)
            {
                Combine(folded, c);
                continue;
            }

            char single = c switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' or '\uFE63' => '-',
                '\u2018' or '\u2019' or '\u02BC' => '\'',
                '\u201C' or '\u201D' => '"',
                '\u00A0' or '\u2002' or '\u2003' or '\u2009' or '\u202F' or '\u3000' => ' ',
                '\u3001' or '\uFF64' => ',',
                '\u3002' => '.',
                _ when c > '\u007F' && char.IsDigit(c) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
                _ => c,
            };
            switch (single)
            {
                case '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\uFEFF' or '\u00AD':
                    break;
                case '\uFB01':
                    folded.Append("fi");
                    break;
                case '\uFB02':
                    folded.Append("fl");
                    break;
                default:
                    folded.Append(single);
                    break;
            }
        }

        return folded.ToString();
    }

    /// <summary>Lower case without accents, every run of other signs one space: for comparing names.</summary>
    internal static string Name(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (char c in Compatible(text))
        {
            int place = Accented.IndexOf(c, StringComparison.Ordinal);
            char letter = char.ToLowerInvariant(place < 0 ? c : Plain[place]);
            if (letter == 'ß')
            {
                folded.Append("ss");
            }
            else if (char.IsLetterOrDigit(letter)
                || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark)
            {
                folded.Append(letter);
            }
            else if (letter != '\'' && letter != '.' && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().Trim();
    }

    private static void Combine(StringBuilder folded, char mark)
    {
        string marks = mark switch
        {
            '\u0301' => "áéíóúÁÉÍÓÚ",
            '\u0300' => "àèìòùÀÈÌÒÙ",
            '\u0302' => "âêîôûÂÊÎÔÛ",
            '\u0308' => "äëïöüÄËÏÖÜ",
            '\u0303' => "ãõñÃÕÑ",
            '\u0327' => "çÇ",
            '\u030A' => "åÅ",
            _ => string.Empty,
        };
        foreach (char composed in marks)
        {
            if (Bases[Composed.IndexOf(composed, StringComparison.Ordinal)] == folded[^1])
            {
                folded[^1] = composed;
                return;
            }
        }
    }
}
