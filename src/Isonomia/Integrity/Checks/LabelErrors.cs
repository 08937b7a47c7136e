using Isonomia.Curation;
using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Labels that are probably wrong.</summary>
    public static IntegrityCheck LabelErrors { get; } = new(
        "label_errors",
        "Probable label errors",
        "images",
        "confident learning on out-of-fold probabilities (--probability): images that both prune rules name; an image "
            + "is "
            + "confidently of another class where its probability reaches its mean over the images labelled so",
        CheckSeverity.Minor,
        "Have a person look at the list, without the model's opinion; do not remove by program.",
        "Wrong labels count as errors of the model. A model that is worse for a group calls that group's right labels "
            + "wrong: "
            + "the two cannot be told apart here.",
        new("Northcutt, Jiang and Chuang, Confident learning, JAIR 70, 2021", "https://doi.org/10.1613/jair.1.12125"),
        [
            new("share", 0, "the share of suspects that may be"),
            new("major_rate", 0.1, "the estimated noise rate from which it is major"),
        ])
    {
        Rule = LabelErrorsRule.Find,
    };
}

/// <summary>The rule of <c>label_errors</c>.</summary>
file static class LabelErrorsRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        IReadOnlyList<string> columns = context.Request.Probabilities;
        if (columns.Count == 0 || context.Cohort.Labels.Count == 0)
        {
            return CheckOutcome.NotApplicable(
                "out-of-fold probabilities (--probability) and a label are needed; a probe on "
                + "embeddings gives them");
        }

        ColumnReading label = ColumnReading.OfLabel(context.Cohort, context.Cohort.Labels[0]);
        int classes = label.Groups.Count;
        if (columns.Count != classes && !(columns.Count == 1 && classes == 2))
        {
            throw new ArgumentException($"{columns.Count} probability columns were given for the {classes} classes of "
                + $"'{label.Name}' ({CheckContext.List([.. label.Groups], 12)}); expected one for each in that order, "
                + $"or one "
                + "for the second of two.");
        }

        double[][] values = [.. columns.Select(context.Cohort.Numbers)];
        int[] rows = [.. Enumerable.Range(0, label.Codes.Length).Where(row => label.Codes[row] >= 0
            && values.All(column => !double.IsNaN(column[row])))];
        if (rows.Length == 0)
        {
            return CheckOutcome.NotApplicable("no image has a label and all probabilities");
        }

        ConfidentLearning result = ConfidentLearning.Of(
            [.. rows.Select(row => values.Length == 1
                ? [1 - values[0][row], values[0][row]]
                : values.Select(column => column[row]).ToArray())],
            [.. rows.Select(row => label.Codes[row])],
            classes);
        int[] suspects = [.. result.Both.OrderBy(i => result.Margin[i]).Select(i => rows[i])];
        Dictionary<int, double> margins = result.Both.ToDictionary(i => rows[i], i => result.Margin[i]);
        bool[] used = new bool[context.Cohort.Count];
        Array.ForEach(rows, row => used[row] = true);
        CheckOutcome outcome = suspects.Length > context["share"] * rows.Length
            ? CheckOutcome.Found(
                result.NoiseRate >= context["major_rate"] ? CheckSeverity.Major : CheckSeverity.Minor,
                suspects.Length, rows.Length,
                $"{CheckContext.Count(suspects.Length, "label")} of {rows.Length:N0} in '{label.Name}' "
                + $"{(suspects.Length == 1 ? "is" : "are")} probably wrong (estimated noise rate "
                + $"{CheckContext.Percent(result.NoiseRate)}), if the model is right.")
            : CheckOutcome.Clear(rows.Length, $"No label in '{label.Name}' is probably wrong.");
        outcome.With("noise_rate", result.NoiseRate, "estimated share of labels that are not the true class")
            .With("off_diagonal", result.OffDiagonal.Count, "images confidently of another class");
        foreach (int row in suspects)
        {
            outcome.Showing(context, [row],
                $"the labelled class is {CheckContext.Two(-margins[row])} less probable than "
                + "another");
        }

        return outcome.Naming(context, suspects).ByGroup(context, suspects, row => used[row]);
    }
}
