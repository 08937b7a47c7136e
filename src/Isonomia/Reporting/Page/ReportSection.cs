namespace Isonomia.Reporting;

/// <summary>A section of a page.</summary>
/// <param name="Id">The anchor, kebab-case.</param>
/// <param name="Title">The heading.</param>
/// <param name="Write">Writes what stands below the heading.</param>
internal sealed record ReportSection(string Id, string Title, Action<ReportWriter> Write);
