namespace Isonomia.Adaptation;

/// <summary>The exponentiated-gradient reduction with a weighted logistic learner on embeddings.</summary>
internal static class ReductionLearner
{
    internal static TrainedScores Fit(MitigationContext context, CancellationToken cancellation)
    {
        MitigationProblem problem = context.Problem;
        int[] rows = [.. problem.Training.Where(row => problem.Groups[row] >= 0)];
        int n = problem.Embeddings.RowCount;
        int[] everyone = [.. Enumerable.Range(0, n)];
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
        ValidationJudge judge = new(problem, context.Options.Selection);
        return new TrainedScores(
            scores, 0, 0, judge.Of([.. problem.Validation.Select(row => scores[row])]), all.Count);

        double[] Learn(int[] labels, double[] weights)
        {
            double[] decisions = new double[n];
            if (labels.Distinct().Count() < 2)
            {
                Array.Fill(decisions, labels[0]);
            }
            else
            {
                int[] classes = new int[n];
                double[] own = new double[n];
                for (int i = 0; i < rows.Length; i++)
                {
                    classes[rows[i]] = labels[i];
                    own[rows[i]] = weights[i];
                }

                ProbeResult fit = ProbeFit.Run(
                    new ProbeRequest
                    {
                        Embeddings = problem.Embeddings,
                        Classes = classes,
                        ClassNames = ["0", "1"],
                        TrainingRows = rows,
                        ValidationRows = [],
                        Weights = own,
                        Grid = [context["c"]],
                        ThreadCount = 1,
                    },
                    cancellation);
                double[] fitted = fit.Scores(problem.Embeddings, everyone);
                for (int row = 0; row < n; row++)
                {
                    decisions[row] = fitted[(2 * row) + 1] > 0.5 ? 1 : 0;
                }
            }

            all.Add(decisions);
            return [.. rows.Select(row => decisions[row])];
        }
    }
}
