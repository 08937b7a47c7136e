using System.Globalization;
using System.Text;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>BERT's WordPiece: words at spaces and punctuation, then the longest piece of the vocabulary
/// first.</summary>
/// <remarks>Source: Devlin et al., NAACL 2019, and the tokenizer published with it (Apache-2.0): basic split, then
/// greedy longest match with <c>##</c> before pieces within a word; a word of more than 100 letters is
/// unknown.</remarks>
internal sealed class WordPieceCodes : IWordCodes
{
    private const int LongestWord = 100;
    private readonly Dictionary<string, long> _ids;
    private readonly bool _isLowerCase;
    private readonly long _unknown;

    private WordPieceCodes(Dictionary<string, long> ids, bool isLowerCase, long unknown) =>
        (_ids, _isLowerCase, _unknown) = (ids, isLowerCase, unknown);

    internal static WordPieceCodes Read(string path, ModelTokenizer settings)
    {
        Dictionary<string, long> ids = new(StringComparer.Ordinal);
        long next = 0;
        foreach (string line in File.ReadLines(path))
        {
            ids.TryAdd(line.TrimEnd('\r'), next++);
        }

        string unknown = settings.Unknown ?? "[UNK]";
        return ids.TryGetValue(unknown, out long id)
            ? new WordPieceCodes(ids, settings.IsLowerCase, id)
            : throw new ModelException(path, $"the vocabulary has no token '{unknown}' for unknown words");
    }

    public long? IdOf(string token) => _ids.TryGetValue(token, out long id) ? id : null;

    public List<long> Encode(string text)
    {
        List<long> ids = [];
        foreach (string word in Words(text))
        {
            Pieces(_isLowerCase ? LatinLetters.WithoutAccents(word.ToLowerInvariant()) : word, ids);
        }

        return ids;
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        foreach (Rune letter in text.EnumerateRunes())
        {
            if (letter.Value is 0 or 0xFFFD || (Rune.IsControl(letter) && !Rune.IsWhiteSpace(letter)))
            {
                continue;
            }

            bool isSpace = Rune.IsWhiteSpace(letter);
            bool isAlone = !isSpace && (IsPunctuation(letter) || IsIdeograph(letter.Value));
            if ((isSpace || isAlone) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (isAlone)
            {
                words.Add(letter.ToString());
            }
            else if (!isSpace)
            {
                word.Append(letter.ToString());
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    private void Pieces(string word, List<long> ids)
    {
        if (word.Length == 0)
        {
            return;
        }

        if (word.Length > LongestWord)
        {
            ids.Add(_unknown);
            return;
        }

        List<long> pieces = [];
        int start = 0;
        while (start < word.Length)
        {
            int end = word.Length;
            while (end > start && !_ids.ContainsKey((start > 0 ? "##" : string.Empty) + word[start..end]))
            {
                end--;
            }

            if (end == start)
            {
                ids.Add(_unknown); // one part is unknown, so the whole word is
                return;
            }

            pieces.Add(_ids[(start > 0 ? "##" : string.Empty) + word[start..end]]);
            start = end;
        }

        ids.AddRange(pieces);
    }

    /// <summary>Besides Unicode's punctuation, every ASCII sign that is no letter, digit or space.</summary>
    private static bool IsPunctuation(Rune letter) =>
        letter.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
        || Rune.GetUnicodeCategory(letter) is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation
            or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
            or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
            or UnicodeCategory.OtherPunctuation;

    private static bool IsIdeograph(int value) =>
        value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2CEAF)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
