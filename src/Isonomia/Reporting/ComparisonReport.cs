using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>A comparison of models as one page that a person reads: it decides and computes nothing, it
/// shows.</summary>
public static class ComparisonReport
{
    /// <summary>Renders a comparison as one self-contained HTML document.</summary>
    /// <param name="result">The comparison.</param>
    /// <returns>The document; it needs no network, and the same comparison gives the same text.</returns>
    /// <exception cref="ArgumentNullException">There is no comparison.</exception>
    public static string Render(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string subject = $"{result.Models.Count} models by {Wording.MetricName(result.Metric)}";
        return new ReportPage($"Comparison of {subject}", "Comparison", subject, ComparisonSections.For(result))
            .Render();
    }

    /// <summary>Writes the document to a file: to a temporary file beside it first, then renamed, so that no half page
    /// is left.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="path">Where the page is to lie; an existing file is replaced.</param>
    /// <exception cref="ArgumentNullException">There is no comparison or no path.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(ComparisonResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.WriteText(path, Render(result));
    }
}
