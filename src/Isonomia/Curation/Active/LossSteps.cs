using System.Globalization;
using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>The steps that read a model's losses or probabilities.</summary>
internal static class LossSteps
{
    internal static StepOutcome Learnability(StepContext context)
    {
        string mode = context.Call.Word("mode", "learnability", "hard", "easy");
        double[] learner = mode == "easy" ? [] : Column(context, "learner");
        double[] reference = mode == "hard" ? [] : Column(context, "reference");
        double[] scores = mode switch
        {
            "hard" => learner,
            "easy" => Array.ConvertAll(reference, loss => -loss),
            _ => JointExamples.ReducibleLoss(learner, reference),
        };
        string perGroup = context.Call["per_group"];
        Grouping? groups = perGroup.Length == 0 ? null : context.Samples.Groups(perGroup);
        StepOutcome outcome = context.Begin();
        int target = EmbeddingSteps.Target(context, "keep", context.Alive.Count);
        foreach (IGrouping<int, int> group in context.Alive.GroupBy(row => groups?.Codes[row] ?? 0)
            .OrderBy(group => group.Key))
        {
            int[] ranked =
                [.. group.OrderByDescending(row => scores[row]).ThenBy(row => context.Draw(row)).ThenBy(row => row)];
            int keep = groups is null
                ? target
                : (int)Math.Round((double)target * ranked.Length / context.Alive.Count);
            for (int place = keep; place < ranked.Length; place++)
            {
                outcome.Remove(ranked[place], "little_to_learn", urgency: place);
            }
        }

        outcome.Notes.Add(
            "The holdout of the reference model decides what counts as noise: a group that is missing there looks "
                + "like noise.");
        return outcome;
    }

    internal static StepOutcome LabelNoise(StepContext context)
    {
        string label = context.Call["label"].Length > 0
            ? context.Call["label"]
            : context.Samples.Cohort.Labels.FirstOrDefault()
                ?? throw context.Refuse("the cohort has no label; name it with label=….");
        Grouping classes = context.Samples.Groups(label);
        IReadOnlyList<string> columns = context.Call.Names("probabilities");
        if (columns.Count != classes.Groups.Count)
        {
            throw context.Refuse(
                $"{columns.Count} probability columns were given for the {classes.Groups.Count} classes of '{label}' "
                + $"({string.Join(", ", classes.Groups)}); expected one for each, in that order, joined by +.");
        }

        double[][] values = [.. columns.Select(context.Samples.Numbers)];
        int[] rows =
            [.. context.Alive.Where(row => classes.Codes[row] >= 0
                && values.All(column => !double.IsNaN(column[row])))];
        ConfidentLearning result = ConfidentLearning.Of(
            [.. rows.Select(row => values.Select(column => column[row]).ToArray())],
            [.. rows.Select(row => classes.Codes[row])],
            classes.Groups.Count);
        string method = context.Call.Word("method", "off_diagonal", "prune_by_class", "prune_by_noise_rate", "both");
        IReadOnlyList<int> suspects = method switch
        {
            "off_diagonal" => result.OffDiagonal,
            "prune_by_class" => result.PruneByClass,
            "prune_by_noise_rate" => result.PruneByNoiseRate,
            _ => result.Both,
        };
        StepOutcome outcome = context.Begin();
        bool drops = context.Call.Word("action", "mark", "drop") == "drop";
        foreach (int suspect in suspects.Where(_ => drops))
        {
            outcome.Remove(
                rows[suspect],
                "suspect_label",
                -1,
                string.Create(CultureInfo.InvariantCulture, $"self-confidence {result.SelfConfidence[suspect]:0.000}"),
                -result.SelfConfidence[suspect]);
        }

        outcome.Measures.Add(new StepMeasure("suspects", suspects.Count, "samples whose label is probably wrong"));
        outcome.Measures.Add(new StepMeasure("noise_rate", result.NoiseRate, "estimated P(true label ≠ given label)"));
        outcome.Notes.Add(
            "A model that is worse for a group calls that group's correct labels wrong: noise and the model's error "
                + "are confounded. "
            + "A person must look at the suspects before they are removed.");
        return outcome;
    }

    private static double[] Column(StepContext context, string setting)
    {
        string column = context.Call[setting];
        if (column.Length == 0)
        {
            throw context.Refuse($"{setting}=… is missing; name the column with the losses.");
        }

        double[] losses = context.Samples.Numbers(column);
        int missing = context.Alive.Count(row => double.IsNaN(losses[row]));
        return missing == 0
            ? losses
            : throw context.Refuse(
                $"{missing} of {context.Alive.Count} samples have no number in column '{column}'; expected a loss for "
                    + $"each.");
    }
}
