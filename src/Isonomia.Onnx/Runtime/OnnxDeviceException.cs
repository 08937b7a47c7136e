namespace Isonomia.Onnx;

/// <summary>A device that was asked for is not on this machine, or the runtime has no support for it.</summary>
/// <param name="message">One sentence: what was asked for, what there is, what to do.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class OnnxDeviceException(string message, Exception? inner = null) : Exception(message, inner);
