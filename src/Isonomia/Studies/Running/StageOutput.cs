namespace Isonomia.Studies;

/// <summary>A file that a stage made.</summary>
/// <param name="Path">Its path relative to the results folder, with <c>/</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, or null where the file checks itself (embedding stores).</param>
public sealed record StageOutput(string Path, long Bytes, string? Sha256);
