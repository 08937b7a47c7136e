using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The audit as one page that a person reads: it decides and computes nothing, it shows.</summary>
public static class AuditReport
{
    /// <summary>Renders an audit as one self-contained HTML document.</summary>
    /// <param name="result">The audit.</param>
    /// <returns>The document; it needs no network, and the same audit gives the same text.</returns>
    /// <exception cref="ArgumentNullException">There is no audit.</exception>
    public static string Render(AuditResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string subject = result.Model ?? string.Join(", ", result.Data.Files.Select(file => file.Name));
        return new ReportPage($"Audit of {subject}", "Audit report", subject, AuditSections.For(result)).Render();
    }

    /// <summary>Writes the document to a file: to a temporary file beside it first, then renamed, so that no half page
    /// is left.</summary>
    /// <param name="result">The audit.</param>
    /// <param name="path">Where the page is to lie; an existing file is replaced.</param>
    /// <exception cref="ArgumentNullException">There is no audit or no path.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(AuditResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.WriteText(path, Render(result));
    }
}
