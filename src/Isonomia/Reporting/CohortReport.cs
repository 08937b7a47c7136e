using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Reporting;

/// <summary>A documented cohort as one page that a person reads: it counts nothing, it shows.</summary>
public static class CohortReport
{
    /// <summary>Renders a documented cohort as one self-contained HTML document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The page; it needs no network, and the same document gives the same text.</returns>
    /// <exception cref="ArgumentNullException">There is no document.</exception>
    public static string Render(CohortDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new ReportPage($"Data documentation of {document.Name}", "Data documentation", document.Name,
            CohortSections.For(document)).Render();
    }

    /// <summary>Writes the page to a file, whole or not at all.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">Where the page is to lie; an existing file is replaced.</param>
    /// <exception cref="ArgumentNullException">There is no document or no path.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(CohortDocument document, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.WriteText(path, Render(document));
    }
}
