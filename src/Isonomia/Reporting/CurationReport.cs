using Isonomia.Curation;
using Isonomia.Datasets;

namespace Isonomia.Reporting;

/// <summary>The account of a curation as one page: it decides and computes nothing, it shows.</summary>
public static class CurationReport
{
    /// <summary>Renders a curation as one self-contained HTML document.</summary>
    /// <param name="result">The curation.</param>
    /// <param name="cohort">The cohort, for pictures of what was removed; null for none.</param>
    /// <param name="pictureCount">How many removed pictures a step shows, at least 0.</param>
    /// <returns>The document; the same curation gives the same text.</returns>
    public static string Render(CurationResult result, Cohort? cohort = null, int pictureCount = 12)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfNegative(pictureCount);
        RemovedPictures? pictures = cohort is { HasImages: true } && pictureCount > 0
            ? new RemovedPictures(cohort, pictureCount)
            : null;
        return new ReportPage(
            $"Curation of {result.Cohort}", "Curation", result.Cohort, CurationSections.For(result, pictures))
        {
            Holds = pictures is null
                ? "This page holds aggregates of groups and ids of samples, and loads nothing from a network."
                : "This page shows pictures and ids of samples: it must not leave the site without a decision. "
                    + "It loads nothing from a network.",
        }.Render();
    }
}
