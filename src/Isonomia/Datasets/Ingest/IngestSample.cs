namespace Isonomia.Datasets;

/// <summary>One sample on its way into a manifest.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="File">The index of its file.</param>
/// <param name="Frame">The frame of the file.</param>
/// <param name="Row">The row of the table, or -1.</param>
internal readonly record struct IngestSample(string Id, int File, int Frame, int Row);
