namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>DICOM headers that name persons.</summary>
    public static IntegrityCheck HeaderIdentifiers { get; } = new(
        "header_identifiers",
        "Identifying elements in headers",
        "images",
        "elements of DICOM files that name a patient, a physician or an address and are filled (names, "
            + "birth date, telephone; not values that say 'anonymous' or 'removed')",
        CheckSeverity.Blocking,
        "De-identify after DICOM PS3.15 before the data leave the house.",
        "None on numbers; a report or a shared file can name a person.",
        Own,
        [new("share", 0, "the share of files that may be")])
    {
        NeedsPictures = true,
        Rule = HeaderIdentifiersRule.Find,
    };
}

/// <summary>The rule of <c>header_identifiers</c>.</summary>
file static class HeaderIdentifiersRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        PictureReading[] pictures = context.Pictures!;
        if (!pictures.Any(picture => picture.Format == "dicom"))
        {
            return CheckOutcome.NotApplicable("no picture is a DICOM file");
        }

        int[] rows = [.. Enumerable.Range(0, pictures.Length).Where(row => pictures[row].Identifiers.Count > 0)];
        string elements = CheckContext.List([.. rows.SelectMany(row => pictures[row].Identifiers)
            .GroupBy(element => element, StringComparer.Ordinal).OrderByDescending(element => element.Count())
            .ThenBy(element => element.Key, StringComparer.Ordinal)
            .Select(element => $"{element.Key} {element.Count():N0}")], 6);
        return PictureFlags.Of(
            context, rows, row => pictures[row].Format == "dicom",
            context.Request.IsForRelease ? CheckSeverity.Blocking : CheckSeverity.Minor, context["share"],
            $"{(rows.Length == 1 ? "has" : "have")} identifying elements in the header ({elements})",
            "No header names a person.", row => string.Join(", ", pictures[row].Identifiers));
    }
}
