namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Repeated pictures within a split.</summary>
    public static IntegrityCheck DuplicateWithinSplit { get; } = new(
        "duplicate_within_split",
        "Repeated pictures within a split",
        "images",
        "as duplicate_across_splits, for pictures of one split (or of all, where there is none): images beyond the "
            + "first "
            + "of every group of copies",
        CheckSeverity.Minor,
        "Keep one of each: 'isonomia curate --steps dedup' (it accounts for whom it removes).",
        "Repeated pictures count several times: intervals are too narrow, and the repeated groups weigh more.",
        Own,
        [new("allowed_share", 0, "the share of repeated pictures that may be")])
    {
        NeedsPictures = true,
        Rule = DuplicateWithinSplitRule.Find,
    };
}

/// <summary>The rule of <c>duplicate_within_split</c>.</summary>
file static class DuplicateWithinSplitRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        int[] splits = context.Reading.SplitCodes.Length == 0
            ? new int[context.Cohort.Count] : context.Reading.SplitCodes;
        List<int> repeated = [];
        foreach (int[] group in context.Duplicates.Groups)
        {
            foreach (IGrouping<int, int> split in group.GroupBy(row => splits[row]))
            {
                repeated.AddRange(split.Skip(1));
            }
        }

        int of = context.Pictures!.Count(picture => picture.Facts.Failure is null);
        DuplicatePictures.Pair[] within = [.. context.Duplicates.Pairs.Where(pair =>
            splits[pair.First] == splits[pair.Second])];
        int exact = within.Count(pair => pair.IsExact);
        CheckOutcome outcome = repeated.Count > context["allowed_share"] * of
            ? CheckOutcome.Found(CheckSeverity.Minor, repeated.Count, of,
                $"{CheckContext.Count(repeated.Count, "picture")} of {of:N0} "
                + $"({CheckContext.Percent((double)repeated.Count / of)}) repeat another one of their split "
                + $"({CheckContext.Count(exact, "exact pair")}, "
                + $"{CheckContext.Count(within.Length - exact, "near pair")}); "
                + $"{context.Duplicates.HowNear}.")
            : CheckOutcome.Clear(of, $"No picture repeats another one of its split; {context.Duplicates.HowNear}.");
        outcome.With("exact_pairs", exact, "pairs with equal file, pixels or content")
            .With("near_pairs", within.Length - exact, "pairs that match after alignment");
        foreach (DuplicatePictures.Pair pair in within.OrderByDescending(pair => pair.IsExact)
            .ThenBy(pair => pair.Similarity))
        {
            outcome.Showing(context, [pair.First, pair.Second], pair.Detail);
        }

        return outcome.Naming(context, repeated).ByGroup(context, repeated);
    }
}
