namespace Isonomia.Datasets;

/// <summary>A file or row that is not in the cohort, and why.</summary>
/// <param name="Location">The file relative to the cohort's root, or <c>table row N</c>.</param>
/// <param name="Reason">What was found, without the file's name.</param>
public sealed record UnreadableFile(string Location, string Reason);
