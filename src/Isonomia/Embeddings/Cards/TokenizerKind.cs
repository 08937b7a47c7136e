namespace Isonomia.Embeddings;

/// <summary>How words become token ids.</summary>
public enum TokenizerKind
{
    /// <summary>CLIP's byte pair encoding: lower case, words end in <c>&lt;/w&gt;</c>; files <c>vocab.json</c> and
    /// <c>merges.txt</c>.</summary>
    ClipBytePair,

    /// <summary>GPT-2's byte-level byte pair encoding (also RoBERTa's); files <c>vocab.json</c> and
    /// <c>merges.txt</c>.</summary>
    BytePair,

    /// <summary>BERT's WordPiece; file <c>vocab.txt</c>.</summary>
    WordPiece,

    /// <summary>SentencePiece with a unigram model; file <c>*.model</c>.</summary>
    SentencePiece,
}
