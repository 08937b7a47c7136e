using System.Globalization;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>The steps that look at pictures for duplicates.</summary>
internal static class DuplicateSteps
{
    private const int MostNamed = 10;

    private static readonly (string Level, Func<PictureFacts, string?> Key)[] Levels =
        [("file", facts => facts.File), ("pixels", facts => facts.Pixels), ("content", facts => facts.Content)];

    internal static StepOutcome Exact(StepContext context)
    {
        IReadOnlyList<string> wanted = context.Call.Names("level");
        foreach (string level in wanted)
        {
            if (!Levels.Any(known => known.Level == level))
            {
                throw new Catalogs.UnknownNameException("Level", level, Levels.Select(known => known.Level));
            }
        }

        StepOutcome outcome = context.Begin();
        PictureFacts[] pictures = Pictures(context, outcome);
        DuplicateGroups groups = new(pictures.Length);
        JoinExact(context, groups, pictures, wanted);
        RemoveAllButOne(context, outcome, groups, pictures, (row, kept) => ExactReason(pictures[row], pictures[kept]));
        return outcome;
    }

    internal static StepOutcome ByHash(StepContext context)
    {
        var kind = (PerceptualHashKind)Array.IndexOf(
            ["difference", "cosine", "mean"], context.Call.Word("hash", "difference", "cosine", "mean"));
        StepOutcome outcome = context.Begin();
        PictureFacts[] pictures = Pictures(context, outcome);
        int[] rows = [.. context.Alive.Where(row => pictures[row].Hashes.Length > 0)];
        ulong[] Variants(int row) => pictures[row].Hashes[(int)kind];
        int radius = context.Call["radius"] == "calibrated"
            ? Calibrate(context, outcome, rows, Variants)
            : context.Call.Integer("radius", 0) is int given and <= 16
                ? given
                : throw new ArgumentException(
                    $"Step 'perceptual_hash': radius {context.Call["radius"]}; expected 0 to 16.");
        if (radius < 0)
        {
            outcome.Notes.Add(
                "Even equal hashes join different patients too often in this cohort; nothing was removed (use dedup).");
            return outcome;
        }

        // Each picture as it is, against every variant of every picture: the variants are searched together.
        ulong[] hashes = [.. rows.SelectMany(Variants)];
        DuplicateGroups groups = new(pictures.Length);
        Dictionary<(int, int), int> distances = [];
        foreach ((int first, int second) in HashSearch.Within(hashes, radius, context.Cancellation))
        {
            (int a, int b) = (rows[first / 4], rows[second / 4]);
            if (a != b && (first % 4 == 0 || second % 4 == 0))
            {
                groups.Join(a, b);
                (int, int) key = (Math.Min(a, b), Math.Max(a, b));
                int distance = Imaging.PerceptualHash.Distance(hashes[first], hashes[second]);
                distances[key] = Math.Min(distances.GetValueOrDefault(key, 64), distance);
            }
        }

        RemoveAllButOne(context, outcome, groups, pictures, (row, kept) =>
        {
            int distance = distances.GetValueOrDefault((Math.Min(row, kept), Math.Max(row, kept)), -1);
            return ("near_hash", distance < 0 ? "joined through others" : $"{distance} bits differ", 64 - distance);
        });
        return outcome;
    }

    internal static StepOutcome ByPicture(StepContext context)
    {
        StepOutcome outcome = context.Begin();
        PictureFacts[] pictures = Pictures(context, outcome);
        DuplicateGroups groups = new(pictures.Length);
        JoinExact(context, groups, pictures, ["file", "pixels", "content"]);
        int[] distinct =
            [.. context.Alive.Where(row => groups.Find(row) == row || !IsAlive(context, groups.Find(row)))];
        double threshold = context.Call.Number("threshold", 0.5, 1)!.Value;
        double suspect = context.Samples.Units is null ? threshold
            : Math.Min(threshold, context.Call.Number("suspect", 0.5, 1)!.Value);
        IReadOnlyList<PictureMatch> alike = PictureMatcher.Find(
            [.. distinct.Select(row => pictures[row].Sketch)],
            new PictureMatchRequest
            {
                Threshold = suspect,
                CandidateCount = context.Call.Integer("candidates")!.Value,
                WithTurns = context.Call.Word("turns", "all", "none") == "all",
                MaxThreads = context.Request.MaxThreads,
            },
            context.Progress,
            context.Cancellation);
        PictureMatch[] matches = [.. alike.Where(match => match.Similarity >= threshold)];
        Suspects(context, outcome, [.. alike.Where(match => match.Similarity < threshold)
            .Select(match => (distinct[match.Whole], distinct[match.Part], match.Similarity))]);
        Dictionary<(int, int), PictureMatch> found = [];
        foreach (PictureMatch match in matches)
        {
            (int a, int b) = (distinct[match.Whole], distinct[match.Part]);
            groups.Join(a, b);
            found[(Math.Min(a, b), Math.Max(a, b))] = match;
        }

        outcome.Measures.Add(new StepMeasure("matching_pairs", matches.Length,
            "pairs of pictures that match after alignment"));
        RemoveAllButOne(context, outcome, groups, pictures, (row, kept) =>
        {
            (string reason, string? detail, double urgency) = ExactReason(pictures[row], pictures[kept]);
            return reason != "same_through_others" ? (reason, detail, urgency)
                : found.TryGetValue((Math.Min(row, kept), Math.Max(row, kept)), out PictureMatch? match)
                    ? ("near_picture", Words(match), match.Similarity)
                    : ("near_picture", "joined through others", 0);
        });
        return outcome;
    }

    /// <summary>Pictures of two patients that are too alike to be chance and too different to be removed: films of one
    /// patient resemble each other, films of two hardly ever do so much.</summary>
    private static void Suspects(
        StepContext context, StepOutcome outcome, IReadOnlyList<(int First, int Second, double Similarity)> pairs)
    {
        (int First, int Second, double Similarity)[] others =
            [.. pairs.Where(pair => context.Samples.Unit(pair.First) != context.Samples.Unit(pair.Second))
                .OrderByDescending(pair => pair.Similarity).ThenBy(pair => pair.First)];
        if (others.Length == 0)
        {
            return;
        }

        IEnumerable<string> named = others.Take(MostNamed).Select(pair => string.Create(CultureInfo.InvariantCulture,
            $"'{context.Samples.Ids[pair.First]}' and '{context.Samples.Ids[pair.Second]}' ({pair.Similarity:0.000})"));
        string more = others.Length > MostNamed ? $" and {others.Length - MostNamed} more" : string.Empty;
        outcome.Measures.Add(new StepMeasure("suspected_pairs", others.Length,
            "pairs of pictures of different patients that are alike, below the threshold; kept"));
        outcome.Notes.Add($"Look at these pictures of different patients, which are very alike and were kept: "
            + $"{string.Join(", ", named)}{more}.");
    }

    private static bool IsAlive(StepContext context, int row) => context.Weights[row] > 0;

    private static PictureFacts[] Pictures(StepContext context, StepOutcome outcome)
    {
        PictureFacts[] pictures = context.Samples.Pictures(context);
        int failed = context.Alive.Count(row => pictures[row].Failure is not null);
        if (failed == context.Alive.Count)
        {
            throw context.Refuse(
                $"none of the {failed} pictures can be read; expected files relative to the cohort's root "
                    + "(see --root).");
        }

        if (failed > 0)
        {
            outcome.Notes.Add(
                $"{failed} pictures cannot be read and were not compared; the step image_quality removes them.");
        }

        return pictures;
    }

    private static void JoinExact(
        StepContext context, DuplicateGroups groups, PictureFacts[] pictures, IEnumerable<string> levels)
    {
        foreach (string level in levels)
        {
            Func<PictureFacts, string?> key = Levels.Single(known => known.Level == level).Key;
            groups.JoinEqual(context.Alive, row => key(pictures[row]));
        }
    }

    private static (string Reason, string? Detail, double Urgency) ExactReason(PictureFacts row, PictureFacts kept) =>
        row.File == kept.File ? ("same_file", null, 4)
        : row.Pixels is not null && row.Pixels == kept.Pixels ? ("same_pixels", null, 3)
        : row.Content is not null && row.Content == kept.Content ? ("same_content", null, 2)
        : ("same_through_others", null, 1);

    private static void RemoveAllButOne(
        StepContext context,
        StepOutcome outcome,
        DuplicateGroups groups,
        PictureFacts[] pictures,
        Func<int, int, (string Reason, string? Detail, double Urgency)> why)
    {
        int[] recorded = context.Samples.RecordedCounts();
        (int sets, int otherPatients) = (0, 0);
        foreach (int[] group in groups.Groups(context.Alive))
        {
            sets++;
            int kept = DuplicateGroups.Keeper(group, recorded, pictures);
            foreach (int row in group.Where(row => row != kept))
            {
                (string reason, string? detail, double urgency) = why(row, kept);
                if (context.Samples.Units is not null && context.Samples.Unit(row) != context.Samples.Unit(kept))
                {
                    otherPatients++;
                    detail = detail is null ? "other patient number" : $"{detail}; other patient number";
                }

                outcome.Remove(row, reason, kept, detail, urgency);
            }
        }

        outcome.Measures.Add(new StepMeasure("duplicate_sets", sets,
            "sets of pictures that are the same, of which one is kept"));
        if (otherPatients > 0)
        {
            outcome.Measures.Add(new StepMeasure(
                "patient_id_suspect", otherPatients, "removed pictures whose copy has another patient number"));
            outcome.Notes.Add(
                $"{otherPatients} removed pictures carry another patient number than the copy that was kept: one of "
                    + $"the two numbers "
                + "is wrong, or a picture was reused. Look at them before training; labels may contradict.");
        }
    }

    private static int Calibrate(StepContext context, StepOutcome outcome, int[] rows, Func<int, ulong[]> variants)
    {
        string within = context.Call["within"];
        int[] strata = within.Length == 0 ? new int[context.Samples.Count] : context.Samples.Groups(within).Codes;
        (int radius, double rate, int pairs) = HashCalibration.Of(
            rows,
            context.Samples.Unit,
            row => strata[row],
            (a, b) => HashCalibration.Distance(variants(a), variants(b)),
            RandomSource.For(context.Request.Seed, "perceptual_hash/calibration", 0));
        if (within.Length > 0)
        {
            // Groups are calibrated apart too: where one joins different patients sooner, it decides for all.
            (string Group, int Radius, double Rate)[] apart =
                [.. rows.GroupBy(row => strata[row]).Where(group => group.Key >= 0).OrderBy(group => group.Key)
                .Select(group =>
                {
                    (int own, double share, int tried) = HashCalibration.Of(
                        [.. group],
                        context.Samples.Unit,
                        _ => 0,
                        (a, b) => HashCalibration.Distance(variants(a), variants(b)),
                        RandomSource.For(context.Request.Seed, "perceptual_hash/calibration", group.Key + 1));
                    return (context.Samples.Groups(within).Groups[group.Key], tried == 0 ? radius : own, share);
                })];
            if (apart.Length > 1 && apart.MinBy(group => group.Radius) is var strictest && strictest.Radius < radius)
            {
                outcome.Notes.Add(
                    $"Pictures of different patients with {within} = {strictest.Group} are more alike than "
                    + $"others: their radius of {strictest.Radius} bits is used for all, instead of {radius}.");
                (radius, rate) = (strictest.Radius, strictest.Rate);
            }
        }

        double joins = rows.Length * (rows.Length - 1.0) / 2 * rate;
        outcome.Measures.Add(new StepMeasure("radius", radius, "bits that may differ"));
        outcome.Measures.Add(new StepMeasure(
            "false_join_rate", rate,
                $"pairs of different patients within the radius, estimated from {pairs} random pairs"));
        outcome.Measures.Add(new StepMeasure("expected_false_joins", joins, "in this cohort at that rate"));
        return radius;
    }

    private static string Words(PictureMatch match)
    {
        List<string> words =
        [
            string.Create(CultureInfo.InvariantCulture, $"similarity {match.Similarity:0.000}"),
        ];
        if (match.AreaShare < 0.985)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"crop of {100 * match.AreaShare:0} % of the area"));
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
}
