using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Deep feature reweighting on frozen embeddings.</summary>
internal static class HeldOutHeads
{
    private static readonly double[] Grid = [1, 0.7, 0.3, 0.1, 0.07, 0.03, 0.01];

    internal static TrainedScores Fit(MitigationContext context, CancellationToken cancellation)
    {
        MitigationProblem problem = context.Problem;
        bool byCell = context["by"] == 0;
        Func<int, int> codeOf = byCell ? problem.CellOf : row => problem.Labels[row];
        int[] folds = PatientFolds.Deal(
            problem.Units is { } units ? [.. problem.Validation.Select(row => units[row])] : null,
            [.. problem.Validation.Select(codeOf)], 2, context.Random("dfr:halves"));
        int[] fitting = [.. problem.Validation.Where((row, i) => folds[i] == 0 && codeOf(row) >= 0)];
        int[] choosing = [.. problem.Validation.Where((row, i) => folds[i] == 1 && codeOf(row) >= 0)];
        int[][] pools = [.. fitting.GroupBy(codeOf).OrderBy(pool => pool.Key).Select(pool => pool.ToArray())];
        int least = pools.Length == 0 ? 0 : pools.Min(pool => pool.Length);
        if (fitting.Select(row => problem.Labels[row]).Distinct().Count() < 2)
        {
            throw new ProbeException("Half of the validation rows hold one class only; 'dfr' cannot be fitted.");
        }

        context.Notes.Add($"{pools.Length} cells of {least} rows each, drawn from {fitting.Length} held-out rows"
            + (least < 20 ? "; fewer than 20 rows a cell are too few for a stable head." : "."));
        RandomSource random = context.Random("dfr:subsets");
        double bestC = Choose(context, Balanced(pools, least, random), choosing, codeOf, cancellation);
        int d = problem.Embeddings.Width;
        double[] scores = new double[problem.Embeddings.RowCount];
        int repeats = (int)context["repeats"];
        double[] weights = new double[d];
        double intercept = 0;
        for (int r = 0; r < repeats; r++)
        {
            cancellation.ThrowIfCancellationRequested();
            SparseLogistic head = SparseLogistic.Fit(problem, Balanced(pools, least, random), bestC);
            for (int j = 0; j < d; j++)
            {
                weights[j] += head.Weights[j] / repeats;
            }

            intercept += head.Intercept / repeats;
        }

        SparseLogistic mean = new(weights, intercept);
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = mean.Score(problem.Embeddings.Row(row));
        }

        ValidationJudge judge = new(problem with { Validation = choosing }, context.Options);
        return new TrainedScores(scores, 0, 0, judge.Of([.. choosing.Select(row => scores[row])]), repeats
            + Grid.Length)
        {
            Layer = new LinearLayer(
                [.. weights.SelectMany(weight => new[] { 0, (float)weight })], [0, (float)intercept]),
        };
    }

    private static double Choose(
        MitigationContext context, int[] rows, int[] choosing, Func<int, int> codeOf, CancellationToken cancellation)
    {
        (double best, double chosen) = (double.NegativeInfinity, Grid[^1]);
        foreach (double c in Grid)
        {
            cancellation.ThrowIfCancellationRequested();
            SparseLogistic head = SparseLogistic.Fit(context.Problem, rows, c);
            double worst = choosing.GroupBy(codeOf).Min(cell => cell.Average(row =>
                (head.Score(context.Problem.Embeddings.Row(row)) >= 0.5 ? 1 : 0) == context.Problem.Labels[row]
                    ? 1.0 : 0.0));
            if (worst > best)
            {
                (best, chosen) = (worst, c);
            }
        }

        return chosen;
    }

    private static int[] Balanced(int[][] pools, int least, RandomSource random) => [.. pools.SelectMany(pool =>
    {
        int[] copy = (int[])pool.Clone();
        random.Shuffle<int>(copy);
        return copy.Take(least);
    })];
}
