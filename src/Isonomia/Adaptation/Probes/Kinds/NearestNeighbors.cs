using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record Probe
{
    /// <summary>The vote of the k training rows with the largest cosine.</summary>
    public static Probe NearestNeighbors { get; } = new(
        "knn",
        "nearest neighbors",
        "vote of the k training rows of largest cosine s, each with weight w·exp(s/0.07); ties go to the lower row",
        new Citation(
            "Cover and Hart, IEEE Trans. Inf. Theory 13(1), 1967; Wu et al., CVPR 2018, equation 5 (weights); Caron "
                + "et al., ICCV 2021 "
            + "(kNN protocol)", "https://doi.org/10.1109/CVPR.2018.00393"),
        "k",
        [200, 100, 50, 20, 10, 5],
        FitNeighbors)
    {
        CanRegress = true,
    };

    private static IEnumerable<ProbeModel> FitNeighbors(
        ProbeProblem problem, IReadOnlyList<double> grid, CancellationToken cancellation)
    {
        NeighborIndex index = new(problem, (int)grid.Max());
        foreach (double k in grid)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new NeighborProbeModel(index, problem, (int)k);
        }
    }
}
