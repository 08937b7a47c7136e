using Isonomia.Adaptation;
using Isonomia.Datasets;

namespace Isonomia.Reporting;

/// <summary>A benchmark of mitigations as one page that a person reads.</summary>
public static class BenchmarkReport
{
    /// <summary>Renders a benchmark as one self-contained HTML document.</summary>
    /// <param name="result">The benchmark.</param>
    /// <returns>The document; it needs no network, and the same benchmark gives the same text.</returns>
    /// <exception cref="ArgumentNullException">There is no benchmark.</exception>
    public static string Render(MitigationBenchmarkResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string subject = $"{result.Methods.Count} methods on '{result.Label}' of {result.Cohort}"
            + (result.Backbone is { } backbone ? $", {backbone.Model} trained ({backbone.Adapter})" : string.Empty);
        return new ReportPage($"Mitigations: {subject}", "Benchmark", subject, BenchmarkSections.For(result)).Render();
    }

    /// <summary>Writes the document to a file: to a temporary file beside it first, then renamed.</summary>
    /// <param name="result">The benchmark.</param>
    /// <param name="path">Where the page is to lie; an existing file is replaced.</param>
    /// <exception cref="ArgumentNullException">There is no benchmark or no path.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(MitigationBenchmarkResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.WriteText(path, Render(result));
    }
}
