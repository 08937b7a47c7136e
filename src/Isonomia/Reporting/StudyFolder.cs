using Isonomia.Datasets;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>Writes what people read of a study into its folder of results.</summary>
public static class StudyFolder
{
    /// <summary>Writes <c>report.html</c>, and for a matrix the report of every run beside its audit.</summary>
    /// <param name="result">The study.</param>
    /// <returns>The path of the study's report.</returns>
    public static string Write(StudyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        for (int i = 0; i < result.Cells.Count; i++)
        {
            AuditFolder.Write(result.Audits[i], Path.Combine(result.Folder, "runs", result.Cells[i].Name));
        }

        string path = Path.Combine(result.Folder, "report.html");
        AtomicFile.WriteText(path, StudyReport.Render(result));
        return path;
    }
}
