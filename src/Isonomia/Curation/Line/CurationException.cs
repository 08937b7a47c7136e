namespace Isonomia.Curation;

/// <summary>The data do not allow a curation step; the message says what was found and expected, and where.</summary>
public sealed class CurationException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="step">The step, or null where no step had begun.</param>
    /// <param name="sentence">One sentence.</param>
    /// <param name="inner">What caused it, or null.</param>
    public CurationException(string? step, string sentence, Exception? inner = null)
        : base(step is null ? sentence : $"Step '{step}': {sentence}", inner) => Step = step;

    /// <summary>The step, or null.</summary>
    public string? Step { get; }
}
