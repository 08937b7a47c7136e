namespace Isonomia.Imaging;

/// <summary>The bytes of one frame as the server sent them.</summary>
/// <param name="Bytes">The bytes: uncompressed samples, little endian, or a compressed stream.</param>
/// <param name="MediaType">What they are, for example <c>application/octet-stream</c> or <c>image/jpeg</c>.</param>
public sealed record DicomWebFrame(byte[] Bytes, string MediaType);
