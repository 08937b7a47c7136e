using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record Probe
{
    /// <summary>Ridge regression on the number, or on the indicator of each class.</summary>
    /// <remarks>For classes the fitted indicators, clipped to [0, 1] and made to sum to 1, are the scores: they rank,
    /// but are not well calibrated without a calibrator.</remarks>
    public static Probe Ridge { get; } = new(
        "ridge",
        "ridge regression",
        "Wx + b minimizing Σ w (y − Wx − b)² + α|W|², intercepts free, on standardized embeddings; y a number or 0/1 "
            + "a class",
        new Citation("Hoerl and Kennard, Technometrics 12(1), 1970", "https://doi.org/10.1080/00401706.1970.10488634"),
        "alpha",
        [.. Enumerable.Range(0, 8).Select(k => Math.Pow(10, 5 - k))],
        FitRidge)
    {
        CanRegress = true,
    };

    private static IEnumerable<ProbeModel> FitRidge(
        ProbeProblem problem, IReadOnlyList<double> grid, CancellationToken cancellation)
    {
        double[][] targets = problem.ClassCount switch
        {
            0 => [[.. problem.Targets]],
            2 => [[.. problem.Classes.Select(k => (double)k)]],
            _ => [.. Enumerable.Range(0, problem.ClassCount)
                .Select(k => problem.Classes.Select(own => own == k ? 1.0 : 0).ToArray())],
        };
        RidgeSolver solver = new(
            problem.Embeddings, [.. problem.Rows], [.. problem.Weights], targets, problem.IsStandardized,
                problem.ThreadCount);
        LinearLink link = problem.ClassCount == 0 ? LinearLink.Identity : LinearLink.Share;
        foreach (double alpha in grid)
        {
            cancellation.ThrowIfCancellationRequested();
            (double[][] weights, double[] intercepts) = solver.Solve(alpha);
            yield return new LinearProbeModel(alpha, weights, intercepts, link);
        }
    }
}
