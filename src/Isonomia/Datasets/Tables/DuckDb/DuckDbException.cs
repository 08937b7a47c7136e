namespace Isonomia.Datasets;

/// <summary>
/// An error of the table engine; its text may quote the file, so it never leaves the module as it is.
/// </summary>
internal sealed class DuckDbException(string message) : Exception(message);
