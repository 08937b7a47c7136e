namespace Isonomia.Datasets;

/// <summary>How far the reading of a table is.</summary>
/// <param name="File">The file name without its folder.</param>
/// <param name="Stage"><c>checking</c> (hash and encoding) or <c>reading</c>.</param>
/// <param name="Done">Bytes checked or rows read so far.</param>
/// <param name="Total">How many there are: exact bytes when checking, an estimate of the rows when reading.</param>
public sealed record ReadingProgress(string File, string Stage, long Done, long Total);
