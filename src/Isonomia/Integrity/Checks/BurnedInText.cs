namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Pictures with suspected writing.</summary>
    public static IntegrityCheck BurnedInText { get; } = new(
        "burned_in_text",
        "Suspected writing in the pixels",
        "images",
        "a DICOM header that says so (BurnedInAnnotation YES); else at least 'signs' even, high-contrast "
            + "strokes of like height side by side; nothing is read",
        CheckSeverity.Blocking,
        "Look at the pictures; mask or take out the writing before the data leave the house, and alike "
            + "for all groups.",
        "Writing can name a person, and can tell the site or the label: a model reads it instead of the "
            + "picture.",
        Own,
        [new("signs", 5, "the fewest signs in a line"),
            new("major_share", 0.1, "the share of pictures from which it is major; below it is minor"),
                new("share", 0, "the share that may be")])
    {
        NeedsPictures = true,
        Rule = BurnedInTextRule.Find,
    };
}

/// <summary>The rule of <c>burned_in_text</c>.</summary>
file static class BurnedInTextRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        PictureReading[] pictures = context.Pictures!;
        int[] rows = [.. Enumerable.Range(0, pictures.Length)
            .Where(row => pictures[row].SaysBurnedIn == true || Signs(pictures[row]) >= context["signs"])
            .OrderByDescending(row => pictures[row].SaysBurnedIn == true).ThenByDescending(row => Signs(pictures[row]))
            .ThenBy(row => row)];
        int of = pictures.Count(picture => picture.Facts.Failure is null);
        CheckOutcome outcome = PictureFlags.Of(
            context, rows, row => pictures[row].Facts.Failure is null,
            context.Request.IsForRelease ? CheckSeverity.Blocking
                : rows.Length >= context["major_share"] * of ? CheckSeverity.Major : CheckSeverity.Minor,
            context["share"],
            $"{(rows.Length == 1 ? "seems" : "seem")} to have writing in the pixels",
            "No picture seems to have writing in the pixels; writing that is small, faint or on a busy ground is not "
                + "seen.",
            row => pictures[row].SaysBurnedIn == true ? "the header says so"
                : $"a line of {Signs(pictures[row])} signs");
        return outcome.With("said_by_header", pictures.Count(picture => picture.SaysBurnedIn == true),
            "pictures whose DICOM header says that writing is in the pixels");
    }

    private static int Signs(PictureReading picture) => picture.Writing.DefaultIfEmpty(0).Max();
}
