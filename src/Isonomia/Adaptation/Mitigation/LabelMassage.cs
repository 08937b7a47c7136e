namespace Isonomia.Adaptation;

/// <summary>Changes as many training labels as it takes for two groups to have the same share of positives.</summary>
internal static class LabelMassage
{
    internal static MitigationProblem Change(MitigationContext context)
    {
        MitigationProblem problem = context.Problem;
        if (context["consent"] == 0)
        {
            throw new ProbeException(
                "'label_massaging' changes training labels, which is wrong for a diagnosis; if these labels are "
                    + "decisions of people, allow it with consent=change_labels.");
        }

        (int lowest, int highest) = Extremes(problem);
        int[] low = [.. problem.Training.Where(row => problem.Groups[row] == lowest && problem.Labels[row] >= 0)];
        int[] high = [.. problem.Training.Where(row => problem.Groups[row] == highest && problem.Labels[row] >= 0)];
        double difference = Rate(problem, high) - Rate(problem, low);
        int count = (int)Math.Round(difference * low.Length * high.Length / (low.Length + high.Length));
        if (count == 0)
        {
            context.Notes.Add("No label was changed: the groups have the same share of positives.");
            return problem;
        }

        int[] rows = [.. problem.Training.Where(row => problem.Labels[row] >= 0)];
        double[] scores = WeightedProbe.Scores(
            problem, rows, [.. rows.Select(row => problem.Labels[row])],
            [.. rows.Select(row => problem.Weights[row])], context["c"], default);
        int[] raised = [.. low.Where(row => problem.Labels[row] == 0)
            .OrderByDescending(row => scores[row]).ThenBy(row => row).Take(count)];
        int[] lowered = [.. high.Where(row => problem.Labels[row] == 1)
            .OrderBy(row => scores[row]).ThenBy(row => row).Take(count)];
        int[] labels = (int[])problem.Labels.Clone();
        Array.ForEach(raised, row => labels[row] = 1);
        Array.ForEach(lowered, row => labels[row] = 0);
        context.Notes.Add($"{raised.Length} training labels of {problem.GroupNames[lowest]} were set to 1: "
            + $"{string.Join(", ", raised.Select(row => problem.Ids[row]))}.");
        context.Notes.Add($"{lowered.Length} training labels of {problem.GroupNames[highest]} were set to 0: "
            + $"{string.Join(", ", lowered.Select(row => problem.Ids[row]))}.");
        return problem with { Labels = labels };
    }

    /// <summary>The groups of lowest and highest share of positives among training rows.</summary>
    private static (int Lowest, int Highest) Extremes(MitigationProblem problem)
    {
        int[] present = [.. Enumerable.Range(0, problem.GroupNames.Count)
            .Where(g => problem.Training.Any(row => problem.Groups[row] == g && problem.Labels[row] >= 0))];
        double RateOf(int g) => Rate(
            problem, [.. problem.Training.Where(row => problem.Groups[row] == g && problem.Labels[row] >= 0)]);
        return present.Length > 1 ? (present.MinBy(RateOf), present.MaxBy(RateOf))
            : throw new ProbeException("'label_massaging' needs training rows of two groups.");
    }

    private static double Rate(MitigationProblem problem, int[] rows) =>
        rows.Count(row => problem.Labels[row] == 1) / (double)rows.Length;
}
