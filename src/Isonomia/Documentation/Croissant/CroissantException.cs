namespace Isonomia.Documentation;

/// <summary>A Croissant file cannot be read at all: it is not JSON, or not an object.</summary>
public sealed class CroissantException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="sentence">What was found, what was expected, where.</param>
    /// <param name="inner">The cause, or null.</param>
    public CroissantException(string sentence, Exception? inner = null)
        : base(sentence, inner)
    {
    }
}
