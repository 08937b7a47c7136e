namespace Isonomia.Imaging;

/// <summary>The text of a pipeline cannot be read; the message is one sentence with the step.</summary>
public sealed class TransformException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="step">The step as it was written.</param>
    /// <param name="reason">What was found and what was expected, without the full stop.</param>
    public TransformException(string step, string reason)
        : base($"Transform '{step}': {reason}.") => Step = step;

    /// <summary>The step as it was written.</summary>
    public string Step { get; }
}
