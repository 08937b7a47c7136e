namespace Isonomia.Embeddings;

/// <summary>Embeddings cannot be made, read or imported; the message is one sentence that says what was found and
/// expected.</summary>
public sealed class EmbeddingException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One sentence; never a patient's value.</param>
    /// <param name="inner">The cause, or null.</param>
    public EmbeddingException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
