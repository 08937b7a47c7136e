namespace Isonomia.Adaptation;

/// <summary>The exponentiated-gradient reduction with a weighted logistic learner on embeddings.</summary>
internal static class ReductionLearner
{
    internal static TrainedScores Fit(MitigationContext context, CancellationToken cancellation)
    {
        MitigationProblem problem = context.Problem;
        int[] rows = [.. problem.Training.Where(row => problem.Groups[row] >= 0)];
        int n = problem.Embeddings.RowCount;
        List<double[]> all = [];
        ReductionProblem reduction = new(
            [.. rows.Select(row => problem.Labels[row])], [.. rows.Select(row => problem.Groups[row])],
            problem.GroupNames.Count, (ReductionConstraint)(int)context["constraint"], context["bound"]);
        ExponentiatedGradient solver = new(reduction, Learn, 1 / context["epsilon"], (int)context["iterations"]);
        ReductionSolution solution = solver.Solve(cancellation);
        double[] scores = new double[n];
        for (int k = 0; k < all.Count; k++)
        {
            for (int row = 0; row < n; row++)
            {
                scores[row] += solution.Weights[k] * all[k][row];
            }
        }

        context.Notes.Add(FormattableString.Invariant(
            $"{all.Count} weighted fits, {solution.Weights.Count(w => w > 1e-6)} learners in the mixture, duality gap ")
            + FormattableString.Invariant($"{solution.Gap:0.####}; scores are probabilities of a positive decision."));
        ValidationJudge judge = new(problem, context.Options);
        return new TrainedScores(
            scores, 0, 0, judge.Of([.. problem.Validation.Select(row => scores[row])]), all.Count);

        double[] Learn(int[] labels, double[] weights)
        {
            double[] fitted = WeightedProbe.Scores(problem, rows, labels, weights, context["c"], cancellation);
            double[] decisions = Array.ConvertAll(fitted, score => score > 0.5 ? 1.0 : 0);
            all.Add(decisions);
            return [.. rows.Select(row => decisions[row])];
        }
    }
}
