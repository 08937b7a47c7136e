using Isonomia.Fairness;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>A study as one page: the audit of its run, or the comparison of its runs, and what the pictures and
/// embeddings tell besides.</summary>
public static class StudyReport
{
    private const string Remark =
        "Apart from the sample pictures this page holds aggregates of groups; it loads nothing from "
            + "a network.";

    /// <summary>Renders a study as one self-contained HTML document.</summary>
    /// <param name="result">The study.</param>
    /// <returns>The document; the same study gives the same text.</returns>
    /// <exception cref="ArgumentNullException">There is no study.</exception>
    public static string Render(StudyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        IReadOnlyList<ReportSection> sections = StudySections.For(result);
        ReportPage page = new($"Study {result.Study.Name}", "Study report", result.Study.Name, sections);
        return (result.Pictures.Count > 0 ? page with { Holds = Remark } : page).Render();
    }
}
