namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Pictures that are mostly border.</summary>
    public static IntegrityCheck BlankBorder { get; } = new(
        "blank_border",
        "Pictures that are mostly border",
        "images",
        "rows and columns at the edge whose shades differ by at most 4 of 255 make up more than the share "
            + "of the area",
        CheckSeverity.Minor,
        "Crop borders alike for all pictures, or look for a failed export.",
        "Resizing leaves few pixels of the patient: the pictures are harder, for the groups or devices "
            + "that have them.",
        Own,
        [new("border", 0.6, "the share of the area that is border"),
            new("share", 0, "the share of pictures that may be")])
    {
        NeedsPictures = true,
        Rule = BlankBorderRule.Find,
    };
}

/// <summary>The rule of <c>blank_border</c>.</summary>
file static class BlankBorderRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        double border = context["border"];
        int[] rows = [.. Enumerable.Range(0, context.Pictures!.Length)
            .Where(row => context.Pictures[row].Facts is { Failure: null, Content: not null }
                && context.Pictures[row].BorderShare > border)
            .OrderByDescending(row => context.Pictures[row].BorderShare).ThenBy(row => row)];
        return PictureFlags.Of(
            context, rows, row => context.Pictures[row].Facts.Failure is null, CheckSeverity.Minor, context["share"],
            $"{(rows.Length == 1 ? "is" : "are")} more than {CheckContext.Percent(border)} border",
            "No picture is mostly border.",
            row => $"{CheckContext.Percent(context.Pictures[row].BorderShare)} border");
    }
}
