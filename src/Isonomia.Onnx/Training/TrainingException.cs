namespace Isonomia.Onnx;

/// <summary>A training cannot go on: its loss is no number, or a checkpoint does not fit.</summary>
/// <param name="message">One sentence: what was found, what was expected, where.</param>
/// <param name="step">The step, from 1, or 0 where none was made.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class TrainingException(string message, long step = 0, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The step, from 1, or 0 where none was made.</summary>
    public long Step { get; } = step;
}
