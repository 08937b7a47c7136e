namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Pictures that cannot be decoded.</summary>
    public static IntegrityCheck Unreadable { get; } = new(
        "unreadable",
        "Unreadable pictures",
        "images",
        "the file is there and cannot be decoded: damaged, cut off, or no picture",
        CheckSeverity.Major,
        "Fetch the files again; take out what stays unreadable, and say for whom.",
        "The pictures fall out of every result; if they are mostly one group's, its results are of "
            + "another population.",
        Own,
        [new("share", 0, "the share that may be"), new("major_share", 0.05, "the share from which it is major")])
    {
        NeedsPictures = true,
        Rule = UnreadableRule.Find,
    };
}

/// <summary>The rule of <c>unreadable</c>.</summary>
file static class UnreadableRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        int[] rows = [.. Enumerable.Range(0, context.Pictures!.Length)
            .Where(row => context.Pictures[row].Facts.Failure == "unreadable")];
        int of = context.Pictures.Count(picture => picture.Facts.Failure != "file_missing");
        return PictureFlags.Of(
            context, rows, row => context.Pictures[row].Facts.Failure != "file_missing",
            rows.Length >= context["major_share"] * of ? CheckSeverity.Major : CheckSeverity.Minor, context["share"],
            "cannot be decoded", "Every picture file that is there can be decoded.",
            static _ => "the file cannot be decoded");
    }
}
