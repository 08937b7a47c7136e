namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Pictures with black and white exchanged.</summary>
    public static IntegrityCheck Inverted { get; } = new(
        "inverted",
        "Inverted pictures",
        "images",
        "gray pictures only: brightness on a 16 × 16 grid correlates with the mean picture (of its view, where a view "
            + "is "
            + "known) below the limit; only where the median picture correlates with the mean by at least "
            + "'layout', since pictures without a common layout have no inverse",
        CheckSeverity.Minor,
        "Invert them back (DICOM MONOCHROME1 is inverted by the reader already), or look for the device "
            + "that exports them.",
        "A model meets black for white: errors of the device that look like errors of the group that was "
            + "seen there.",
        Own,
        [new("correlation", -0.4, "the largest correlation of an inverted picture"),
            new("layout", 0.5, "the median correlation from which pictures have a common layout"),
                new("share", 0, "the share that may be")])
    {
        NeedsPictures = true,
        Rule = InvertedRule.Find,
    };
}

/// <summary>The rule of <c>inverted</c>.</summary>
file static class InvertedRule
{
    private const int FewestOfView = 20;

    internal static CheckOutcome Find(CheckContext context)
    {
        PictureReading[] pictures = context.Pictures!;
        int[] used = [.. Enumerable.Range(0, pictures.Length).Where(row => pictures[row].Layout.Length > 0
            && pictures[row].IsGray)];
        if (used.Length < FewestOfView)
        {
            return CheckOutcome.NotApplicable(
                $"{used.Length} gray pictures; {FewestOfView} are needed for a mean picture");
        }

        int[]? views = context.Reading.Facts.FirstOrDefault(fact =>
            KnownColumns.Words(fact.Column).Contains("view"))?.Codes;
        double[] correlations = new double[pictures.Length];
        foreach (int[] view in used.GroupBy(row => views?[row] ?? 0).Select(group => group.ToArray()))
        {
            float[] mean = Mean(view.Length < FewestOfView ? used : view, pictures);
            foreach (int row in view)
            {
                correlations[row] = Dot(pictures[row].Layout, mean);
            }
        }

        double median = used.Select(row => correlations[row]).Order().ElementAt(used.Length / 2);
        if (median < context["layout"])
        {
            return CheckOutcome.NotApplicable(
                $"the pictures have no common layout (median correlation with the mean picture "
                    + $"{CheckContext.Two(median)})");
        }

        int[] rows = [.. used.Where(row => correlations[row] <= context["correlation"])
            .OrderBy(row => correlations[row]).ThenBy(row => row)];
        return PictureFlags.Of(
            context, rows, row => pictures[row].Layout.Length > 0 && pictures[row].IsGray, CheckSeverity.Minor,
                context["share"],
            $"{(rows.Length == 1 ? "looks" : "look")} inverted", "No picture looks inverted.",
            row => $"correlates {CheckContext.Two(correlations[row])} with the mean picture")
            .With("median_correlation", median, "median correlation of pictures with the mean picture")
            .With("monochrome1", pictures.Count(picture => picture.IsMonochromeOne),
                "DICOM files that store white as 0; the reader inverts them");
    }

    private static float[] Mean(int[] rows, PictureReading[] pictures)
    {
        double[] sums = new double[pictures[rows[0]].Layout.Length];
        foreach (int row in rows)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += pictures[row].Layout[i];
            }
        }

        double length = Math.Sqrt(sums.Sum(sum => sum * sum));
        return [.. sums.Select(sum => (float)(length < 1e-9 ? 0 : sum / length))];
    }

    private static double Dot(float[] first, float[] second)
    {
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            sum += (double)first[i] * second[i];
        }

        return sum;
    }
}
