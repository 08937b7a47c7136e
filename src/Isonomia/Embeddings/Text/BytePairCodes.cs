using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Byte pair encoding as CLIP and GPT-2 do it.</summary>
/// <remarks>
/// <para>The text is split into words by a pattern; the bytes of a word are written as letters; neighbours are merged
/// in the order of the merges file. CLIP: lower case, runs of spaces are one, the last letter of a word carries
/// <c>&lt;/w&gt;</c>, every digit is a word. GPT-2: the space before a word belongs to it, and case is kept.</para>
/// <para>Source: Sennrich, Haddow and Birch, ACL 2016 (byte pair encoding); the tokenizers published with Radford et
/// al. 2019 (GPT-2) and 2021 (CLIP), both MIT, for patterns and the table of bytes. Deviation: mended text (ftfy) is
/// not part of it.</para>
/// </remarks>
internal sealed partial class BytePairCodes : IWordCodes
{
    private const string WordEnd = "</w>";
    private static readonly string[] Letters = ByteLetters();

    private readonly Dictionary<string, long> _ids;
    private readonly Dictionary<(string, string), int> _ranks;
    private readonly ModelTokenizer _settings;
    private readonly string _path;
    private readonly long? _unknown;

    private BytePairCodes(Dictionary<string, long> ids, Dictionary<(string, string), int> ranks,
        ModelTokenizer settings, string path)
    {
        (_ids, _ranks, _settings, _path) = (ids, ranks, settings, path);
        _unknown = settings.Unknown is { } token ? IdOf(token) : null;
    }

    private bool IsClip => _settings.Kind == TokenizerKind.ClipBytePair;

    internal static BytePairCodes Read(string vocabularyPath, string mergesPath, ModelTokenizer settings)
    {
        Dictionary<string, long>? ids;
        try
        {
            ids = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllBytes(vocabularyPath));
        }
        catch (JsonException failure)
        {
            throw new ModelException(vocabularyPath, "the vocabulary is no JSON object of tokens and whole numbers",
                failure);
        }

        Dictionary<(string, string), int> ranks = [];
        int line = 0;
        foreach (string text in File.ReadLines(mergesPath))
        {
            line++;
            if (text.Length == 0 || text.StartsWith("#version", StringComparison.Ordinal))
            {
                continue;
            }

            string[] pair = text.Split(' ');
            if (pair.Length != 2)
            {
                throw new ModelException(mergesPath, $"line {line} is no pair of tokens with one space between them");
            }

            ranks.TryAdd((pair[0], pair[1]), ranks.Count);
        }

        return new BytePairCodes(ids ?? [], ranks, settings, vocabularyPath);
    }

    public long? IdOf(string token) => _ids.TryGetValue(token, out long id) ? id : null;

    public List<long> Encode(string text)
    {
        List<long> ids = [];
        string plain = IsClip ? Clean(text) : _settings.IsLowerCase ? text.ToLowerInvariant() : text;
        foreach (Match word in (IsClip ? ClipWords() : GptWords()).Matches(plain))
        {
            if (IsClip && IdOf(word.Value) is { } special && word.Value.StartsWith("<|", StringComparison.Ordinal))
            {
                ids.Add(special);
                continue;
            }

            foreach (string token in Merge(word.Value))
            {
                ids.Add(IdOf(token) ?? _unknown ?? throw new ModelException(
                    _path, "the vocabulary lacks a token that the merges make; the two files do not belong together"));
            }
        }

        return ids;
    }

    /// <summary>What CLIP does before splitting: entities resolved, lower case, runs of white space are one
    /// space.</summary>
    private string Clean(string text)
    {
        string plain = WebUtility.HtmlDecode(WebUtility.HtmlDecode(text));
        plain = Spaces().Replace(plain, " ").Trim();
        return _settings.IsLowerCase ? plain.ToLowerInvariant() : plain;
    }

    private List<string> Merge(string word)
    {
        List<string> parts = [.. Encoding.UTF8.GetBytes(word).Select(one => Letters[one])];
        if (IsClip)
        {
            parts[^1] += WordEnd;
        }

        while (parts.Count > 1)
        {
            int best = int.MaxValue;
            (string First, string Second) pair = default;
            for (int i = 0; i + 1 < parts.Count; i++)
            {
                if (_ranks.TryGetValue((parts[i], parts[i + 1]), out int rank) && rank < best)
                {
                    (best, pair) = (rank, (parts[i], parts[i + 1]));
                }
            }

            if (best == int.MaxValue)
            {
                break;
            }

            List<string> merged = [];
            for (int i = 0; i < parts.Count; i++)
            {
                bool isPair = i + 1 < parts.Count && parts[i] == pair.First && parts[i + 1] == pair.Second;
                merged.Add(isPair ? parts[i] + parts[++i] : parts[i]);
            }

            parts = merged;
        }

        return parts;
    }

    /// <summary>A printable letter for every byte: itself where it prints, otherwise letters from 256 on.</summary>
    private static string[] ByteLetters()
    {
        string[] letters = new string[256];
        int next = 256;
        for (int value = 0; value < letters.Length; value++)
        {
            bool prints = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            letters[value] = ((char)(prints ? value : next++)).ToString();
        }

        return letters;
    }

    [GeneratedRegex(@"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClipWords();

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex GptWords();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
