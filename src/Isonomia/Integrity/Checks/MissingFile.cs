namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Picture files that are not there.</summary>
    public static IntegrityCheck MissingFile { get; } = new(
        "missing_file",
        "Picture files that are not there",
        "images",
        "the file of the picture column does not exist under the cohort's root",
        CheckSeverity.Blocking,
        "Fetch the files, correct --root, or take the rows out and say for whom; --table-only says that pictures are "
            + "not wanted.",
        "The audit is of the pictures that are left: where one group's are missing more often, its "
            + "results are of another population.",
        Own,
        [new("share", 0, "the share of missing files that may be"),
            new("blocking_share", 0.5, "the share that blocks")])
    {
        NeedsPictures = true,
        Rule = MissingFileRule.Find,
    };
}

/// <summary>The rule of <c>missing_file</c>.</summary>
file static class MissingFileRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        int[] rows = [.. Enumerable.Range(0, context.Pictures!.Length)
            .Where(row => context.Pictures[row].Facts.Failure == "file_missing")];
        return PictureFlags.Of(
            context, rows, static _ => true,
            rows.Length >= context["blocking_share"] * context.Pictures.Length ? CheckSeverity.Blocking
                : CheckSeverity.Major,
            context["share"], $"{(rows.Length == 1 ? "has" : "have")} no file",
            "Every picture has its file.", static _ => "the file is not there");
    }
}
