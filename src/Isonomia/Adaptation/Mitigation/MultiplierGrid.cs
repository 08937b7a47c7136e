namespace Isonomia.Adaptation;

/// <summary>The grid search of a reduction: one weighted learner for each point of a grid of multipliers.</summary>
/// <remarks>Source: Agarwal et al., ICML 2018, §3.4; the grid, relabeling and weights follow
/// fairlearn.reductions.GridSearch.</remarks>
internal static class MultiplierGrid
{
    /// <summary>The points with whole coordinates in the smallest ball Σ|u| ≤ r that holds so many, scaled to the
    /// limit.</summary>
    /// <param name="dimension">How many coordinates.</param>
    /// <param name="count">At least so many points.</param>
    /// <param name="limit">Σ|u| of the outermost points.</param>
    internal static double[][] Points(int dimension, int count, double limit)
    {
        for (int radius = 1; ; radius++)
        {
            List<int[]> points = [];
            Extend(points, new int[dimension], 0, radius);
            if (points.Count >= count)
            {
                return [.. points.Select(point => point.Select(u => limit * u / radius).ToArray())];
            }
        }
    }

    /// <summary>Labels and weights that the learner of a point is given.</summary>
    internal static (int[] Labels, double[] Weights) Relabel(ReductionProblem reduction, double[] point)
    {
        double[] signed = reduction.SignedWeights(reduction.Multipliers(point));
        double scale = signed.Length / signed.Sum(Math.Abs);
        return ([.. signed.Select(weight => weight > 0 ? 1 : 0)],
            [.. signed.Select(weight => Math.Abs(weight) * scale)]);
    }

    /// <summary>½ error + ½ largest violation.</summary>
    internal static double Loss(ReductionProblem reduction, double[] decisions) =>
        (reduction.Error(decisions) + reduction.Violations(decisions).Max()) / 2;

    internal static TrainedScores Fit(MitigationContext context, CancellationToken cancellation)
    {
        MitigationProblem problem = context.Problem;
        ReductionConstraint constraint = (ReductionConstraint)(int)context["constraint"];
        int[] rows = Known(problem, problem.Training);
        int[] judged = Known(problem, problem.Validation);
        ReductionProblem fit = Reduction(problem, rows, constraint);
        ReductionProblem judge = Reduction(problem, judged, constraint);
        if (fit.DirectionCount == 0 || judge.DirectionCount == 0)
        {
            throw new ProbeException(
                "'grid_search' compares groups; training and validation rows need two groups with the labels that "
                    + "are compared.");
        }

        double[][] points = Points(fit.DirectionCount, (int)context["size"], context["limit"]);
        (double least, double[] best, int chosen) = (double.PositiveInfinity, [], 0);
        for (int k = 0; k < points.Length; k++)
        {
            (int[] labels, double[] weights) = Relabel(fit, points[k]);
            double[] scores = WeightedProbe.Scores(problem, rows, labels, weights, context["c"], cancellation);
            double loss = Loss(judge, [.. judged.Select(row => scores[row] > 0.5 ? 1.0 : 0)]);
            if (loss < least)
            {
                (least, best, chosen) = (loss, scores, k);
            }
        }

        string place = string.Join(
            ", ", points[chosen].Select(u => FormattableString.Invariant($"{u:0.##}")));
        context.Notes.Add(FormattableString.Invariant(
            $"{points.Length} multipliers were tried; ({place}) was chosen: half error plus half violation ")
            + FormattableString.Invariant($"{least:0.####} on validation."));
        ValidationJudge selection = new(problem, context.Options);
        return new TrainedScores(
            best, 0, 0, selection.Of([.. problem.Validation.Select(row => best[row])]), points.Length);
    }

    private static int[] Known(MitigationProblem problem, int[] rows) =>
        [.. rows.Where(row => problem.Groups[row] >= 0)];

    private static ReductionProblem Reduction(
        MitigationProblem problem, int[] rows, ReductionConstraint constraint) => new(
        [.. rows.Select(row => problem.Labels[row])], [.. rows.Select(row => problem.Groups[row])],
        problem.GroupNames.Count, constraint, 0);

    private static void Extend(List<int[]> points, int[] point, int place, int rest)
    {
        if (place == point.Length)
        {
            points.Add((int[])point.Clone());
            return;
        }

        for (int u = -rest; u <= rest; u++)
        {
            point[place] = u;
            Extend(points, point, place + 1, rest - Math.Abs(u));
        }
    }
}
