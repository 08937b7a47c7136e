namespace Isonomia.Adaptation;

/// <summary>The threshold and the margin of reject option classification.</summary>
internal static class RejectBand
{
    internal static PostOutcome Fit(PostProblem problem)
    {
        int[] rows = [.. problem.FitRows.Where(row =>
            problem.Labels[row] >= 0 && problem.Groups[row] >= 0 && !double.IsNaN(problem.Scores[row]))];
        bool isFlagGood = problem["favorable"] == 0;
        int poor = problem["disadvantaged"] >= 0 ? (int)problem["disadvantaged"] : LeastFavored(problem, rows);
        if (poor >= problem.GroupNames.Count || !rows.Any(row => problem.Groups[row] == poor)
            || rows.All(row => problem.Groups[row] == poor))
        {
            throw new ProbeException("The disadvantaged group, or everybody else, has no validation row.");
        }

        (double threshold, double margin, double accuracy) = (0.5, 0, double.NegativeInfinity);
        (double nearT, double nearM, double nearest) = (0.5, 0, double.PositiveInfinity);
        int steps = (int)problem["thresholds"];
        int margins = (int)problem["margins"];
        for (int i = 0; i < steps; i++)
        {
            double t = problem["low"] + (i * (problem["high"] - problem["low"]) / (steps - 1));
            for (int j = 0; j < margins; j++)
            {
                double m = j * Math.Min(t, 1 - t) / (margins - 1);
                (double balanced, double difference) = Judge(problem, rows, poor, t, m, isFlagGood);
                if (Math.Abs(difference) <= problem["limit"] && balanced > accuracy)
                {
                    (threshold, margin, accuracy) = (t, m, balanced);
                }

                if (Math.Abs(difference) < nearest)
                {
                    (nearT, nearM, nearest) = (t, m, Math.Abs(difference));
                }
            }
        }

        List<string> notes =
            [$"Disadvantaged group: '{problem.GroupNames[poor]}'; favorable: "
                + $"{(isFlagGood ? "flagged" : "not flagged")}."];
        if (double.IsNegativeInfinity(accuracy))
        {
            (threshold, margin) = (nearT, nearM);
            notes.Add("No threshold and margin meet the limit: infeasible; "
                + FormattableString.Invariant($"the smallest difference, {nearest:0.###}, was taken."));
        }

        return new PostOutcome
        {
            Scores = problem.Scores,
            Decisions = [.. Enumerable.Range(0, problem.Scores.Length).Select(row =>
                double.IsNaN(problem.Scores[row]) || problem.Groups[row] < 0 ? double.NaN
                    : Decide(problem, row, poor, threshold, margin, isFlagGood) ? 1 : 0)],
            Notes = notes,
            Groups = new Dictionary<string, IReadOnlyDictionary<string, double>>
            {
                ["all"] = new Dictionary<string, double> { ["threshold"] = threshold, ["margin"] = margin },
            },
        };
    }

    private static bool Decide(PostProblem problem, int row, int poor, double t, double m, bool isFlagGood)
    {
        double score = problem.Scores[row];
        bool isInside = score > t - m && score <= t + m;
        return isInside ? (problem.Groups[row] == poor) == isFlagGood : score > t;
    }

    private static (double Balanced, double Difference) Judge(
        PostProblem problem, int[] rows, int poor, double t, double m, bool isFlagGood)
    {
        // [group is poor, label, decision]
        double[] counts = new double[8];
        foreach (int row in rows)
        {
            counts[(problem.Groups[row] == poor ? 4 : 0) + (problem.Labels[row] == 1 ? 2 : 0)
                + (Decide(problem, row, poor, t, m, isFlagGood) ? 1 : 0)]++;
        }

        double tpr = (counts[3] + counts[7]) / (counts[2] + counts[3] + counts[6] + counts[7]);
        double tnr = (counts[0] + counts[4]) / (counts[0] + counts[1] + counts[4] + counts[5]);
        double sign = isFlagGood ? 1 : -1;
        double difference = sign * problem["metric"] switch
        {
            0 => Selected(4) - Selected(0),
            1 => (Rate(4, 1) - Rate(0, 1) + Rate(4, 0) - Rate(0, 0)) / 2,
            _ => isFlagGood ? Rate(4, 1) - Rate(0, 1) : Rate(4, 0) - Rate(0, 0),
        };
        return ((tpr + tnr) / 2, double.IsNaN(difference) ? double.PositiveInfinity : difference);

        double Selected(int at) =>
            (counts[at + 1] + counts[at + 3]) / (counts[at] + counts[at + 1] + counts[at + 2] + counts[at + 3]);

        double Rate(int at, int label) => counts[at + (2 * label) + 1]
            / (counts[at + (2 * label)] + counts[at + (2 * label) + 1]);
    }

    private static int LeastFavored(PostProblem problem, int[] rows) => rows.GroupBy(row => problem.Groups[row])
        .OrderBy(group => group.Key)
        .MinBy(group => group.Average(row =>
            (problem.Scores[row] > 0.5) == (problem["favorable"] == 0) ? 1.0 : 0.0))!.Key;
}
