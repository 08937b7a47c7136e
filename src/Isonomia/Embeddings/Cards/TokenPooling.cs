namespace Isonomia.Embeddings;

/// <summary>How an output with an axis of tokens [N, tokens, d] becomes one vector a picture.</summary>
public enum TokenPooling
{
    /// <summary>All axes but the first are laid in a row; the rule for outputs [N, d].</summary>
    Flatten,

    /// <summary>The first token: the class token of most vision transformers.</summary>
    FirstToken,

    /// <summary>The mean over all tokens.</summary>
    MeanToken,
}
