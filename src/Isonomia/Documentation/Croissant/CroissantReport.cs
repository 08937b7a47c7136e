using System.Text;

namespace Isonomia.Documentation;

/// <summary>What a validation found; its text is the reference library's to the character.</summary>
/// <param name="Version">The version that the file conforms to.</param>
/// <param name="Issues">Every issue, errors first, each text once, in ordinal order.</param>
public sealed record CroissantReport(CroissantVersion Version, IReadOnlyList<CroissantIssue> Issues)
{
    /// <summary>Whether there is no error; warnings do not count.</summary>
    public bool IsValid => !Issues.Any(issue => issue.IsError);

    /// <summary>The errors.</summary>
    public IEnumerable<CroissantIssue> Errors => Issues.Where(issue => issue.IsError);

    /// <summary>The warnings.</summary>
    public IEnumerable<CroissantIssue> Warnings => Issues.Where(issue => !issue.IsError);

    /// <summary>The report as text; empty where nothing was found.</summary>
    public string Text
    {
        get
        {
            StringBuilder text = new();
            Write(text, [.. Errors], "error(s)");
            Write(text, [.. Warnings], "warning(s)");
            return text.ToString().Trim();
        }
    }

    internal static CroissantReport Of(CroissantVersion version, IEnumerable<CroissantIssue> issues) => new(
        version,
        [
            .. issues.GroupBy(issue => (issue.IsError, issue.Text)).Select(group => group.First())
                .OrderBy(issue => !issue.IsError).ThenBy(issue => issue.Text, StringComparer.Ordinal),
        ]);

    private static void Write(StringBuilder text, CroissantIssue[] issues, string kind)
    {
        if (issues.Length == 0)
        {
            return;
        }

        text.Append($"Found the following {issues.Length} {kind} during the validation:\n");
        foreach (CroissantIssue issue in issues)
        {
            text.Append($"  -  {issue.Text}\n");
        }
    }
}
