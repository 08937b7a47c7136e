using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Reporting;

/// <summary>The catalogue as one page with the world map: it counts nothing, it shows.</summary>
public static class CatalogueReport
{
    /// <summary>Renders the statistics as one self-contained HTML document.</summary>
    /// <param name="result">The statistics.</param>
    /// <returns>The document; it needs no network, and the same statistics give the same text.</returns>
    /// <exception cref="ArgumentNullException">There are no statistics.</exception>
    public static string Render(CatalogueStatisticsResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ReportPage(
            "Whose images: public medical imaging data sets", "Data sets", $"{result.Totals.Datasets} data sets",
                CatalogueSections.For(result)).Render();
    }

    /// <summary>Writes the document to a file, whole or not at all.</summary>
    /// <param name="result">The statistics.</param>
    /// <param name="path">Where the page is to lie; an existing file is replaced.</param>
    /// <exception cref="ArgumentNullException">There are no statistics or no path.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(CatalogueStatisticsResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.WriteText(path, Render(result));
    }
}
