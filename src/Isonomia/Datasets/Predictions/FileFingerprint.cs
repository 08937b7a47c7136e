namespace Isonomia.Datasets;

/// <summary>One input file.</summary>
/// <param name="Name">The file name without its folder.</param>
/// <param name="Sha256">The hash of its bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Rows">How many rows were read from it.</param>
public sealed record FileFingerprint(string Name, string Sha256, long Bytes, long Rows);
