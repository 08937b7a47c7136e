namespace Isonomia.Adaptation;

/// <summary>A probe could not be fitted; the message says what happened.</summary>
/// <param name="message">One sentence.</param>
public sealed class ProbeException(string message) : Exception(message);
