using System.Globalization;
using Isonomia.Curation;
using Isonomia.Imaging;

namespace Isonomia.Integrity;

/// <summary>Which pictures of a cohort show the same pixels: the same file, the same pixels or content, or one a window
/// of the other.</summary>
internal sealed class DuplicatePictures
{
    /// <summary>Up to so many pictures copies are looked for in all turns; the time grows with the square.</summary>
    internal const int MostTurned = 4000;

    /// <summary>Up to so many pictures near copies are looked for.</summary>
    internal const int MostCompared = 20_000;

    private DuplicatePictures(IReadOnlyList<Pair> pairs, IReadOnlyList<int[]> groups, int alike, string howNear)
    {
        (Pairs, Groups, AlikeCount, HowNear) = (pairs, groups, alike, howNear);
    }

    /// <summary>Pairs of pictures that are copies: each member of an exact group with its first, and near
    /// pairs.</summary>
    internal IReadOnlyList<Pair> Pairs { get; }

    /// <summary>The groups of pictures joined by any pair, two or more rows each, ascending.</summary>
    internal IReadOnlyList<int[]> Groups { get; }

    /// <summary>What near copies were looked for.</summary>
    internal string HowNear { get; }

    /// <summary>Pairs of one patient that are alike, but not so alike that they are taken for copies: follow-ups look
    /// like that.</summary>
    internal int AlikeCount { get; }

    internal static DuplicatePictures Of(CheckContext context)
    {
        PictureReading[] pictures = context.Pictures!;
        // A picture of one shade is no copy of another.
        int[] rows = [.. Enumerable.Range(0, pictures.Length)
            .Where(row => pictures[row].Facts is { Failure: null, Content: not null })];
        DuplicateGroups exact = new(pictures.Length);
        exact.JoinEqual(rows, row => pictures[row].Facts.File);
        exact.JoinEqual(rows, row => pictures[row].Facts.Pixels);
        exact.JoinEqual(rows, row => pictures[row].Facts.Content);
        List<Pair> pairs = [];
        DuplicateGroups all = new(pictures.Length);
        foreach (int[] group in exact.Groups(rows).OrderBy(group => group[0]))
        {
            for (int i = 1; i < group.Length; i++)
            {
                all.Join(group[0], group[i]);
            }

            for (int i = 0; i < group.Length; i++)
            {
                for (int j = i + 1; j < group.Length && j < i + 50; j++)
                {
                    pairs.Add(new Pair(group[i], group[j], IsExact: true, 1,
                        Same(pictures[group[i]].Facts, pictures[group[j]].Facts)));
                }
            }
        }

        int[] distinct = [.. rows.Where(row => exact.Find(row) == row)];
        double threshold = context.SettingOf(IntegrityCheck.DuplicateAcrossSplits, "similarity");
        double ofOne = context.SettingOf(IntegrityCheck.DuplicateAcrossSplits, "similarity_of_one_patient");
        int alike = 0;
        string how = distinct.Length > MostCompared
            ? string.Create(CultureInfo.InvariantCulture,
                $"near copies were not looked for: {distinct.Length:N0} pictures are more than {MostCompared:N0} "
                + $"('isonomia curate' has steps for that)")
            : distinct.Length > MostTurned
                ? "near copies without turned and mirrored ones (more than 4,000 pictures)"
                : "near copies in all turns, mirrored and inverted";
        if (distinct.Length is > 1 and <= MostCompared)
        {
            foreach (PictureMatch match in PictureMatcher.Find(
                [.. distinct.Select(row => pictures[row].Facts.Sketch)],
                new PictureMatchRequest
                {
                    Threshold = threshold,
                    WithTurns = distinct.Length <= MostTurned,
                    MaxThreads = context.Request.MaxThreads,
                },
                context.Progress,
                context.Cancellation))
            {
                (int a, int b) = (distinct[match.Whole], distinct[match.Part]);
                if (context.Units.AreKnown && context.Units.Rows[a] == context.Units.Rows[b]
                    && match.Similarity < ofOne)
                {
                    alike++;
                    continue;
                }

                all.Join(a, b);
                pairs.Add(new Pair(Math.Min(a, b), Math.Max(a, b), IsExact: false, match.Similarity, Words(match)));
            }
        }

        return new DuplicatePictures([.. pairs.OrderBy(pair => pair.First).ThenBy(pair => pair.Second)],
            [.. all.Groups(rows).OrderBy(group => group[0])], alike, how);
    }

    private static string Same(PictureFacts first, PictureFacts second) =>
        first.File == second.File ? "the same file"
        : first.Pixels == second.Pixels ? "the same pixels in another file"
        : "the same content after cropping constant borders and stretching";

    private static string Words(PictureMatch match)
    {
        List<string> words =
            [string.Create(CultureInfo.InvariantCulture, $"gradients correlate {match.Similarity:0.000}")];
        if (match.AreaShare < 0.99)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture,
                $"one shows {100 * match.AreaShare:0} % of the other"));
        }

        if (match.Turn > 0)
        {
            words.Add($"turned by {90 * match.Turn}°");
        }

        if (match.IsMirrored)
        {
            words.Add("mirrored");
        }

        if (match.IsInverted)
        {
            words.Add("inverted");
        }

        return string.Join(", ", words);
    }

    /// <summary>Two copies.</summary>
    internal sealed record Pair(int First, int Second, bool IsExact, double Similarity, string Detail);
}
