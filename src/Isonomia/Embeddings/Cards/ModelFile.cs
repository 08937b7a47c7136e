namespace Isonomia.Embeddings;

/// <summary>A file of a model folder besides the ONNX file: weights kept outside it, a text tower, a
/// vocabulary.</summary>
/// <param name="Name">Its path relative to the folder.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal; checked before it is used.</param>
public sealed record ModelFile(string Name, string Sha256);
