using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record Probe
{
    /// <summary>The class whose mean direction is nearest: the probe for a handful of labels.</summary>
    public static Probe Prototype { get; } = new(
        "prototype",
        "class prototypes",
        "softmax(cos(x, p_k)/T) with p_k the weighted mean of the unit embeddings of class k",
        new Citation(
            "Snell, Swersky and Zemel, NeurIPS 2017 (prototypical networks), with cosine; Chen et al., ICLR 2019 "
                + "(Baseline++)"),
        "temperature",
        [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01],
        FitPrototypes);

    private static IEnumerable<ProbeModel> FitPrototypes(
        ProbeProblem problem, IReadOnlyList<double> grid, CancellationToken cancellation)
    {
        double[][] prototypes = PrototypeProbeModel.Means(problem);
        foreach (double temperature in grid)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new PrototypeProbeModel(temperature, prototypes);
        }
    }
}
