using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record Probe
{
    /// <summary>L2 logistic regression; multinomial for three classes and more.</summary>
    /// <remarks>Minimizes ½|W|² + C Σ w·log-loss, intercepts free. C from 1e-5 to 10 (specification, fairness
    /// §15.4).</remarks>
    public static Probe Logistic { get; } = new(
        "logistic",
        "logistic regression",
        "softmax(Wx + b) minimizing ½|W|² + C Σ w·log-loss, intercepts free, on standardized embeddings",
        new Citation(
            "Cox, J. R. Stat. Soc. B 20(2), 1958; Böhning, Ann. Inst. Stat. Math. 44, 1992 (multinomial); objective of "
            + "scikit-learn's LogisticRegression", "https://doi.org/10.1007/BF00048682"),
        "C",
        [.. Enumerable.Range(0, 10).Select(k => Math.Pow(10, -5 + (k * 6 / 9.0)))],
        FitLogistic);

    private static IEnumerable<ProbeModel> FitLogistic(
        ProbeProblem problem, IReadOnlyList<double> grid, CancellationToken cancellation)
    {
        StandardizedRows rows = StandardizedRows.Of(problem.Embeddings, problem.Rows, problem.IsStandardized);
        LogisticSolver solver = new(
            rows, [.. problem.Classes], [.. problem.Weights], problem.ClassCount, problem.ThreadCount);
        foreach (double c in grid)
        {
            LogisticFit fit = solver.Fit(c, cancellation);
            yield return fit.IsConverged
                ? new LinearProbeModel(c, fit.Weights, fit.Intercepts,
                    LinearLink.Softmax) { IterationCount = fit.IterationCount }
                : throw new ProbeException(
                    $"The probe with C = {c:R} did not converge: gradient norm {fit.GradientNorm:R} after "
                        + $"{fit.IterationCount} steps.");
        }
    }
}
