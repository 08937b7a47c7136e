namespace Isonomia.Embeddings;

/// <summary>A picture that has no embedding.</summary>
/// <param name="Id">The sample's id.</param>
/// <param name="Reason">Why, without the file name and the full stop.</param>
public sealed record UnreadableImage(string Id, string Reason);
