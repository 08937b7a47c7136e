namespace Isonomia.Embeddings;

/// <summary>One picture to encode.</summary>
/// <param name="Id">The sample's id, as in the table.</param>
/// <param name="Path">The picture file.</param>
/// <param name="Frame">The frame of a file with several, from 0.</param>
/// <param name="Sha256">The file's SHA-256 where it is known (an ingested cohort knows it); the file is then read only to be
/// encoded, and one with other content is listed as unreadable. Null: every file is read and hashed first.</param>
public sealed record ImageSample(string Id, string Path, int Frame = 0, string? Sha256 = null);
