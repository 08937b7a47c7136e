namespace Isonomia.Embeddings;

/// <summary>One tokenizer algorithm with its vocabulary.</summary>
internal interface IWordCodes
{
    /// <summary>The ids of a text, without opening, closing and filling.</summary>
    List<long> Encode(string text);

    /// <summary>The id of a token, or null.</summary>
    long? IdOf(string token);
}
