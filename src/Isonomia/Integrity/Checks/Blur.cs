namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Pictures that are hardly sharp anywhere.</summary>
    public static IntegrityCheck Blur { get; } = new(
        "blur",
        "Blurred pictures",
        "images",
        "variance of the Laplacian below a small share of the median of pictures of the same size and "
            + "view (or device), so that an old device is not blamed wholesale",
        CheckSeverity.Minor,
        "Look at them; re-read without them to see whether results change.",
        "Blurred pictures are harder: a group with more of them looks worse than the model is on sharp "
            + "ones.",
        Own,
        [new("of_median", 0.05, "the share of the median sharpness below which a picture is called blurred"),
            new("share", 0, "the share of pictures that may be")])
    {
        NeedsPictures = true,
        Rule = BlurRule.Find,
    };
}

/// <summary>The rule of <c>blur</c>.</summary>
file static class BlurRule
{
    private const int Fewest = 20;

    internal static CheckOutcome Find(CheckContext context)
    {
        PictureReading[] pictures = context.Pictures!;
        int[]? strata = context.Reading.Facts.FirstOrDefault(fact => KnownColumns.Words(fact.Column)
            .Any(word => word is "view" or "device" or "scanner" or "camera" or "modality"))?.Codes;
        List<(int Row, double Ratio)> found = [];
        int looked = 0;
        foreach (int[] group in Enumerable.Range(0, pictures.Length)
            .Where(row => pictures[row].Facts is { Failure: null, Content: not null })
            .GroupBy(row => (pictures[row].Width, pictures[row].Height, strata?[row] ?? 0))
            .Select(group => group.ToArray()).Where(group => group.Length >= Fewest))
        {
            double median = group.Select(row => pictures[row].Facts.Sharpness).Order().ElementAt(group.Length / 2);
            looked += group.Length;
            found.AddRange(group.Where(row => pictures[row].Facts.Sharpness < context["of_median"] * median)
                .Select(row => (row, pictures[row].Facts.Sharpness / median)));
        }

        if (looked == 0)
        {
            return CheckOutcome.NotApplicable($"no {Fewest} pictures have one size and view, to compare sharpness");
        }

        Dictionary<int, double> ratios = found.ToDictionary(one => one.Row, one => one.Ratio);
        int[] rows = [.. found.OrderBy(one => one.Ratio).ThenBy(one => one.Row).Select(one => one.Row)];
        return PictureFlags.Of(
            context, rows, row => pictures[row].Facts.Failure is null, CheckSeverity.Minor, context["share"],
            $"{(rows.Length == 1 ? "is" : "are")} far less sharp than pictures of the same size and view",
            "No picture is far less sharp than others of its size and view.",
            row => $"{CheckContext.Percent(ratios[row])} of the median sharpness");
    }
}
