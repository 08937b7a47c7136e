using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Turns texts into rows of token ids, as a model card describes it.</summary>
public sealed class TextTokenizer
{
    private readonly IWordCodes _codes;
    private readonly long? _start;
    private readonly long? _end;
    private readonly long _padding;

    private TextTokenizer(IWordCodes codes, int length, long? start, long? end, long padding) =>
        (_codes, Length, _start, _end, _padding) = (codes, length, start, end, padding);

    /// <summary>Token ids a text, opening, closing and filling included.</summary>
    public int Length { get; }

    /// <summary>Token ids a text without those that open and close it.</summary>
    internal int Room => Length - (_start is null ? 0 : 1) - (_end is null ? 0 : 1);

    /// <summary>The place of a text's first token.</summary>
    internal int FirstPlace => _start is null ? 0 : 1;

    /// <summary>Reads the tokenizer files of a model folder after checking their hashes.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="text">What the card says of the text tower.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="ModelException">A file is absent, changed or damaged, or lacks a token that the card
    /// names.</exception>
    public static TextTokenizer Open(string folder, ModelText text)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(text);
        ModelTokenizer tokenizer = text.Tokenizer;
        string vocabulary = Path.Combine(folder, tokenizer.Vocabulary.Name);
        OnnxSession.RequireHash(vocabulary, tokenizer.Vocabulary.Sha256);
        IWordCodes codes;
        if (tokenizer.Merges is { } file)
        {
            string merges = Path.Combine(folder, file.Name);
            OnnxSession.RequireHash(merges, file.Sha256);
            codes = BytePairCodes.Read(vocabulary, merges, tokenizer);
        }
        else
        {
            codes = tokenizer.Kind == TokenizerKind.WordPiece
                ? WordPieceCodes.Read(vocabulary, tokenizer)
                : SentencePieceCodes.Read(vocabulary, tokenizer);
        }

        return new TextTokenizer(
            codes, text.Length, Special(tokenizer.Start), Special(tokenizer.End), Special(tokenizer.Padding) ?? 0);

        long? Special(string? token) => token is null ? null : codes.IdOf(token)
            ?? throw new ModelException(vocabulary, $"the vocabulary has no token '{token}', which the card names");
    }

    /// <summary>Turns one text into token ids.</summary>
    /// <remarks>A text that is too long is cut before the closing token.</remarks>
    /// <param name="text">The text.</param>
    /// <returns><see cref="Length"/> ids, as many mask values (1 for tokens, 0 for filling), and whether the text was
    /// cut.</returns>
    /// <exception cref="ModelException">The vocabulary has no way to write a part of the text.</exception>
    public (long[] Ids, long[] Mask, bool IsCut) Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<long> tokens = _codes.Encode(text);
        (long[] ids, long[] mask) = Row(tokens);
        return (ids, mask, tokens.Count > Room);
    }

    /// <summary>The ids of words alone, without opening, closing and filling.</summary>
    internal IReadOnlyList<long> Words(string text) => _codes.Encode(text);

    /// <summary>Turns a text behind places for a context into token ids; at those places its own first token
    /// stands.</summary>
    /// <returns>Ids, mask, and how many tokens the text has; what is too long is cut.</returns>
    internal (long[] Ids, long[] Mask, int TokenCount) EncodeAfter(string text, int contextCount)
    {
        List<long> tokens = _codes.Encode(text);
        long place = tokens.Count > 0 ? tokens[0] : _padding;
        (long[] ids, long[] mask) = Row([.. Enumerable.Repeat(place, contextCount), .. tokens]);
        return (ids, mask, tokens.Count);
    }

    private (long[] Ids, long[] Mask) Row(List<long> tokens)
    {
        List<long> row = new(Length);
        if (_start is { } start)
        {
            row.Add(start);
        }

        row.AddRange(tokens.Take(Room));
        if (_end is { } end)
        {
            row.Add(end);
        }

        long[] ids = new long[Length];
        long[] mask = new long[Length];
        Array.Fill(ids, _padding);
        row.CopyTo(ids);
        Array.Fill(mask, 1, 0, row.Count);
        return (ids, mask);
    }
}
