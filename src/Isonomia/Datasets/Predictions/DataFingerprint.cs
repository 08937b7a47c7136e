namespace Isonomia.Datasets;

/// <summary>Which bytes a result was computed from.</summary>
/// <param name="Sha256">The hash over the hashes of the files, lower-case hexadecimal.</param>
/// <param name="Files">The files, in the order they were read.</param>
public sealed record DataFingerprint(string Sha256, IReadOnlyList<FileFingerprint> Files);
