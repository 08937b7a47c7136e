using System.Text;

namespace Isonomia.Curation;

/// <summary>Text as it is compared: compatibility forms unified, lower case, hyphens and runs of blanks are one
/// blank.</summary>
internal static class TextNormalization
{
    private const string Hyphens = "-‐‑‒–—−";

    /// <summary>The words of a text; every other sign but blanks is a word of its own.</summary>
    internal static List<string> Words(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        foreach (char letter in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(letter)
                || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                word.Append(char.ToLowerInvariant(letter));
                continue;
            }

            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (!char.IsWhiteSpace(letter) && !Hyphens.Contains(letter, StringComparison.Ordinal))
            {
                words.Add(letter.ToString());
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
