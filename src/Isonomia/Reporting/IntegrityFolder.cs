using Isonomia.Datasets;
using Isonomia.Integrity;

namespace Isonomia.Reporting;

/// <summary>Writes everything a check leaves behind into one folder.</summary>
public static class IntegrityFolder
{
    /// <summary>The name of the file for machines.</summary>
    public const string JsonName = "check.json";

    /// <summary>The name of the page.</summary>
    public const string PageName = "check.html";

    /// <summary>Writes <c>check.json</c> and <c>check.html</c>, each whole or not at all.</summary>
    /// <param name="result">The result.</param>
    /// <param name="folder">The folder; made if absent.</param>
    /// <param name="pictureCount">How many pieces of evidence with pictures a finding shows on the page; 0 for no
    /// picture.</param>
    /// <returns>The path of the page.</returns>
    public static string Write(IntegrityResult result, string folder, int pictureCount = 8)
    {
        ArgumentNullException.ThrowIfNull(result);
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, JsonName), IntegrityJson.Serialize(result));
        string page = Path.Combine(folder, PageName);
        // Pictures need no groups; ages in forms that the check reads would be refused here.
        Cohort? cohort = pictureCount > 0 && result.PicturesRead > 0
            ? Cohort.Open(result.Request.Source with { Attributes = [] })
            : null;
        AtomicFile.WriteText(page, IntegrityReport.Render(result, cohort, pictureCount));
        return page;
    }
}
