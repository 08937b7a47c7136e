namespace Isonomia.Onnx;

/// <summary>A model file cannot be used: absent, changed, damaged, or with other inputs and outputs than
/// expected.</summary>
/// <param name="path">The model file.</param>
/// <param name="reason">What was found and what was expected, without the file name and the full stop.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class ModelException(string path, string reason, Exception? inner = null)
    : Exception($"{System.IO.Path.GetFileName(path)}: {reason}.", inner)
{
    /// <summary>The model file.</summary>
    public string Path { get; } = path;
}
