namespace Isonomia.Adaptation;

/// <summary>The weighted logistic learner that reductions call with labels and weights of their own.</summary>
internal static class WeightedProbe
{
    /// <summary>Fits some rows and scores all.</summary>
    /// <param name="problem">The rows.</param>
    /// <param name="rows">The rows that are fitted.</param>
    /// <param name="labels">Their labels in {0, 1}; one label only gives a constant.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="c">The inverse penalty.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <returns>The probability of label 1 of every row of the problem.</returns>
    internal static double[] Scores(
        MitigationProblem problem, int[] rows, int[] labels, double[] weights, double c,
        CancellationToken cancellation)
    {
        int n = problem.Embeddings.RowCount;
        double[] scores = new double[n];
        if (labels.Distinct().Count() < 2)
        {
            Array.Fill(scores, labels[0]);
            return scores;
        }

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
                Grid = [c],
                ThreadCount = 1,
            },
            cancellation);
        double[] fitted = fit.Scores(problem.Embeddings, [.. Enumerable.Range(0, n)]);
        for (int row = 0; row < n; row++)
        {
            scores[row] = fitted[(2 * row) + 1];
        }

        return scores;
    }
}
