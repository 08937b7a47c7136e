namespace Isonomia.Datasets;

/// <summary>How far an ingest is.</summary>
/// <param name="Stage">What is going on: <c>finding files</c>, <c>reading files</c>, <c>writing</c>.</param>
/// <param name="Done">How many files are done.</param>
/// <param name="Total">How many there are; 0 where that is not known yet.</param>
/// <param name="FilesPerSecond">Files a second so far; 0 where that is not known.</param>
public sealed record IngestProgress(string Stage, long Done, long Total, double FilesPerSecond);
