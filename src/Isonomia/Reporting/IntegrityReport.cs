using Isonomia.Datasets;
using Isonomia.Integrity;

namespace Isonomia.Reporting;

/// <summary>What the checks of a cohort found as one page: it decides and computes nothing, it shows.</summary>
public static class IntegrityReport
{
    /// <summary>Renders a check as one self-contained HTML document.</summary>
    /// <param name="result">The result.</param>
    /// <param name="cohort">The cohort, for pictures of the evidence; null for none.</param>
    /// <param name="pictureCount">How many pieces of evidence a finding shows with pictures, at least 0.</param>
    /// <returns>The document; the same result gives the same text.</returns>
    public static string Render(IntegrityResult result, Cohort? cohort = null, int pictureCount = 8)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfNegative(pictureCount);
        SmallPictures? pictures = cohort is { HasImages: true } && pictureCount > 0 ? new SmallPictures(cohort) : null;
        return new ReportPage(
            $"Integrity of {result.Cohort}", "Integrity check", result.Cohort,
            IntegritySections.For(result, pictures, pictureCount))
        {
            Holds = pictures is null
                ? "This page holds aggregates of groups and ids of samples, and loads nothing from a network."
                : "This page shows pictures and ids of samples: it must not leave the site without a decision. "
                    + "It loads nothing from a network.",
        }.Render();
    }
}
