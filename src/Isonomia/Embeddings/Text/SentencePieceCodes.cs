using System.Globalization;
using System.Text;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>SentencePiece with a unigram model: the split of the text whose pieces have the largest sum of
/// scores.</summary>
/// <remarks>
/// <para>Source: Kudo, ACL 2018 (unigram language model, found by Viterbi's method), and the file format of the program
/// (Apache-2.0). A letter that no piece covers is unknown and costs the lowest score less 10, as there; neighbours that
/// are unknown become one token, or their bytes where the model has pieces for bytes.</para>
/// <para>Deviation: the text is normalized by joining white space only, not by the model's own character map, which
/// changes full-width and composed letters. English prompts are not touched by it.</para>
/// </remarks>
internal sealed class SentencePieceCodes : IWordCodes
{
    private const char Space = '\u2581';
    private const float UnknownPenalty = 10;
    private readonly SentencePieceModel _model;
    private readonly bool _isLowerCase;
    private readonly int _longest;

    private SentencePieceCodes(SentencePieceModel model, bool isLowerCase)
    {
        (_model, _isLowerCase) = (model, isLowerCase);
        _longest = model.Scores.Keys.Max(piece => piece.Length);
    }

    internal static SentencePieceCodes Read(string path, ModelTokenizer settings)
    {
        SentencePieceModel model = SentencePieceModel.Read(path);
        return model.Scores.Count > 0
            ? new SentencePieceCodes(model, settings.IsLowerCase)
            : throw new ModelException(path, "it has no pieces; a SentencePiece model was expected");
    }

    public long? IdOf(string token) => _model.Ids.TryGetValue(token, out int id) ? id : null;

    public List<long> Encode(string text)
    {
        string line = Normalized(text);
        float unknown = _model.LowestScore - UnknownPenalty;
        float[] best = new float[line.Length + 1];
        int[] from = new int[line.Length + 1];
        Array.Fill(best, float.NegativeInfinity);
        best[0] = 0;
        for (int start = 0; start < line.Length; start++)
        {
            if (float.IsNegativeInfinity(best[start]))
            {
                continue; // within a pair of surrogates
            }

            int letter = char.IsHighSurrogate(line[start]) && start + 1 < line.Length ? 2 : 1;
            for (int end = start + 1; end <= Math.Min(line.Length, start + Math.Max(_longest, letter)); end++)
            {
                bool isKnown = _model.Scores.TryGetValue(line[start..end], out float score);
                if (!isKnown && end != start + letter)
                {
                    continue;
                }

                float sum = best[start] + (isKnown ? score : unknown);
                if (sum > best[end])
                {
                    (best[end], from[end]) = (sum, start);
                }
            }
        }

        List<string> pieces = [];
        for (int end = line.Length; end > 0; end = from[end])
        {
            pieces.Add(line[from[end]..end]);
        }

        pieces.Reverse();
        return Ids(pieces);
    }

    private List<long> Ids(List<string> pieces)
    {
        List<long> ids = [];
        bool wasUnknown = false;
        foreach (string piece in pieces)
        {
            bool isUnknown = !_model.Scores.ContainsKey(piece);
            if (!isUnknown)
            {
                ids.Add(_model.Ids[piece]);
            }
            else if (_model.HasBytes)
            {
                ids.AddRange(Encoding.UTF8.GetBytes(piece)
                    .Select(one => (long)_model.Ids[string.Create(CultureInfo.InvariantCulture, $"<0x{one:X2}>")]));
            }
            else if (!wasUnknown)
            {
                ids.Add(_model.UnknownId);
            }

            wasUnknown = isUnknown;
        }

        return ids;
    }

    private string Normalized(string text)
    {
        string plain = _isLowerCase ? text.ToLowerInvariant() : text;
        if (_model.RemovesExtraSpaces)
        {
            plain = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        if (_model.AddsFirstSpace && plain.Length > 0)
        {
            plain = " " + plain;
        }

        return plain.Replace(' ', Space);
    }
}
