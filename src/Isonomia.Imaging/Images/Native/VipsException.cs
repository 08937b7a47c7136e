namespace Isonomia.Imaging;

/// <summary>libvips refused an operation; the message is its reason on one line. Callers add the file.</summary>
internal sealed class VipsException(string reason) : Exception(reason);
