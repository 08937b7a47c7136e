using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Copies of one picture with different labels.</summary>
    public static IntegrityCheck ContradictoryLabels { get; } = new(
        "contradictory_labels",
        "One picture, two labels",
        "pairs of images",
        "copies of one picture (as duplicate_across_splits) whose cells differ in a label column, where both are known",
        CheckSeverity.Major,
        "Look at the pairs: keep the label that a second reader confirms, or drop both.",
        "One of the two labels is wrong: sensitivity and specificity have a ceiling, and the group with more such "
            + "pairs "
            + "looks worse than the model is.",
        Own,
        [new("allowed", 0, "pairs with different labels that may be")])
    {
        NeedsPictures = true,
        Rule = ContradictoryLabelsRule.Find,
    };
}

/// <summary>The rule of <c>contradictory_labels</c>.</summary>
file static class ContradictoryLabelsRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        string[] labels = [.. context.Cohort.Labels];
        if (labels.Length == 0)
        {
            return CheckOutcome.NotApplicable("no label was declared (--label)");
        }

        (string Name, int[] Codes)[] columns =
            [.. labels.Select(label => (label, ColumnReading.OfLabel(context.Cohort, label).Codes))];
        List<(DuplicatePictures.Pair Pair, string[] Labels)> found = [];
        foreach (DuplicatePictures.Pair pair in context.Duplicates.Pairs)
        {
            string[] differing = [.. columns.Where(column => column.Codes[pair.First] >= 0
                && column.Codes[pair.Second] >= 0 && column.Codes[pair.First] != column.Codes[pair.Second])
                .Select(column => column.Name)];
            if (differing.Length > 0)
            {
                found.Add((pair, differing));
            }
        }

        int exact = found.Count(one => one.Pair.IsExact);
        int[] rows = [.. found.SelectMany(one => new[] { one.Pair.First, one.Pair.Second }).Distinct()];
        int of = context.Duplicates.Pairs.Count;
        CheckOutcome outcome = found.Count > context["allowed"]
            ? CheckOutcome.Found(CheckSeverity.Major, found.Count, of,
                $"{found.Count} of {CheckContext.Count(of, "pair")} of copies differ in a label ({exact} exact, "
                + $"{found.Count - exact} near).")
            : CheckOutcome.Clear(of, $"No two copies of a picture differ in a label "
                + $"({CheckContext.Count(of, "pair")} of copies).");
        foreach ((DuplicatePictures.Pair pair, string[] differing) in found.OrderByDescending(one => one.Pair.IsExact)
            .ThenByDescending(one => one.Pair.Similarity))
        {
            outcome.Showing(context, [pair.First, pair.Second],
                $"{pair.Detail}; differ in {string.Join(", ", differing)}");
        }

        return outcome.Naming(context, rows).ByGroup(context, rows);
    }
}
