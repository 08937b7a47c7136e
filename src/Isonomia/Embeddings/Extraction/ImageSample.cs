namespace Isonomia.Embeddings;

/// <summary>One picture to encode.</summary>
/// <param name="Id">The sample's id, as in the table.</param>
/// <param name="Path">The picture file.</param>
/// <param name="Frame">The frame of a file with several, from 0.</param>
public sealed record ImageSample(string Id, string Path, int Frame = 0);
