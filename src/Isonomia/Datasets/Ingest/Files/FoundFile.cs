namespace Isonomia.Datasets;

/// <summary>A file that may be a picture.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Relative">Its path below its source, with <c>/</c>; behind the source's name where there are
/// several.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="ModifiedTicks">When it was last written, in ticks of UTC.</param>
internal sealed record FoundFile(string Path, string Relative, long Length, long ModifiedTicks);
