namespace Isonomia.Embeddings;

/// <summary>What happens where the store's folder holds embeddings of another model or preprocessing.</summary>
public enum OtherStore
{
    /// <summary>The request is refused; nothing is lost.</summary>
    Refuse,

    /// <summary>The other embeddings are deleted.</summary>
    Replace,
}
