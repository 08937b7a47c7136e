namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>One picture in two splits.</summary>
    public static IntegrityCheck DuplicateAcrossSplits { get; } = new(
        "duplicate_across_splits",
        "One picture in two splits",
        "pairs of images",
        "SHA-256 of the file, of the pixels, and of the content without constant border; then pictures of which one "
            + "matches a window of the other after turning, mirroring or inverting, by correlation of gradients",
        CheckSeverity.Blocking,
        "Keep each picture in one split: 'isonomia curate --steps dedup', then split by patient.",
        "Test pictures were seen while training: metrics are too high for the groups whose pictures repeat.",
        new("Barz and Denzler, Do we train on test data? Purging CIFAR of near-duplicates, J. Imaging 6(6), 2020; "
            + "exact levels and alignment: docs/adr/0022", "https://doi.org/10.3390/jimaging6060041"),
        [
            new("similarity", 0.95, "the least correlation of gradients of a near copy, for all checks of copies"),
            new("similarity_of_one_patient", 0.98,
                "the same for two pictures of one patient, whose follow-ups look alike"),
            new("exact_allowed", 0, "exact pairs across splits that may be"),
            new("near_allowed", 0, "near pairs across splits that may be"),
        ])
    {
        NeedsPictures = true,
        Rule = DuplicateAcrossSplitsRule.Find,
    };
}

/// <summary>The rule of <c>duplicate_across_splits</c>.</summary>
file static class DuplicateAcrossSplitsRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        if (context.Reading.Splits.Count < 2)
        {
            return CheckOutcome.NotApplicable("there are no two splits (--split)");
        }

        int[] splits = context.Reading.SplitCodes;
        DuplicatePictures.Pair[] across = [.. context.Duplicates.Pairs.Where(pair =>
            splits[pair.First] >= 0 && splits[pair.Second] >= 0 && splits[pair.First] != splits[pair.Second])];
        int exact = across.Count(pair => pair.IsExact);
        int near = across.Length - exact;
        int[] rows = [.. across.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct()];
        string sentence = $"{CheckContext.Count(exact, "exact pair")} and {CheckContext.Count(near, "near pair")} of "
            + $"pictures lie in two splits ({CheckContext.Count(rows.Length, "image")}); {context.Duplicates.HowNear}.";
        CheckOutcome outcome = exact > context["exact_allowed"]
            ? CheckOutcome.Found(CheckSeverity.Blocking, across.Length, context.Duplicates.Pairs.Count, sentence)
            : near > context["near_allowed"]
                ? CheckOutcome.Found(CheckSeverity.Major, across.Length, context.Duplicates.Pairs.Count, sentence)
                : CheckOutcome.Clear(
                    context.Duplicates.Pairs.Count,
                    $"No picture was found in two splits; {context.Duplicates.HowNear}.");
        outcome.With("exact_pairs", exact, "pairs with equal file, pixels or content in two splits")
            .With("near_pairs", near, "pairs that match after alignment in two splits")
            .With("alike_of_one_patient", context.Duplicates.AlikeCount,
                "pairs of one patient, in any split, that are alike but below the threshold for one patient");
        foreach (DuplicatePictures.Pair pair in across.OrderByDescending(pair => pair.IsExact)
            .ThenByDescending(pair => pair.Similarity))
        {
            outcome.Showing(context, [pair.First, pair.Second],
                $"{pair.Detail}; {context.Cohort.Splits![pair.First]} and {context.Cohort.Splits[pair.Second]}");
        }

        return outcome.Naming(context, rows).ByGroup(context, rows, withFacts: false);
    }
}
