using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Trains on a sample that is spread evenly over the concepts that embeddings show; needs neither label
    /// nor attribute.</summary>
    public static MitigationMethod CurationBalance { get; } = new(
        "curation_balance",
        "balance by hierarchical k-means",
        MitigationStage.Pre,
        "keeps a share of the training rows: clusters of clusters of embeddings, the target shared at every node by "
            + "the cut equation, so that small clusters give all they have",
        new Citation("Vo, Khalidov, Darcet, Moutakanni, Smetanin, Szafraniec, Touvron, Couprie, Oquab, Joulin, Jégou, "
            + "Labatut and Bojanowski, TMLR 2024", "https://arxiv.org/abs/2405.15613"))
    {
        AllowsSeveralClasses = true,
        Settings =
        [
            new("keep", 0.5, 0.01, 1, "the share of the training rows that is kept; 0.5 in the curation step")
            {
                Search = SearchRange.Uniform(0.3, 0.9),
            },
            new("resampling", 0, 0, 100, "resampling steps at every level from the second on; 10 in the paper"),
            MitigationSetting.OneOf("distance", "what is near", "cosine", "euclid"),
        ],
        Prepare = static context => ConceptBalance.Keep(context),
    };
}

/// <summary>Keeps training rows that are spread over clusters of clusters.</summary>
internal static class ConceptBalance
{
    internal static MitigationProblem Keep(MitigationContext context)
    {
        MitigationProblem problem = context.Problem;
        int n = problem.Training.Length;
        int target = Math.Max(1, (int)Math.Round(context["keep"] * n));
        if (target >= n)
        {
            return problem;
        }

        int d = problem.Embeddings.Width;
        float[] values = new float[n * d];
        for (int i = 0; i < n; i++)
        {
            problem.Embeddings.Row(problem.Training[i]).CopyTo(values.AsSpan(i * d));
        }

        HierarchicalClusters clusters = HierarchicalClusters.Build(
            FloatRows.Of(values, d),
            new HierarchicalRequest
            {
                ClusterCounts = Levels(n),
                ResamplingCount = (int)context["resampling"],
                IsSpherical = context["distance"] == 0,
                Seed = context.Seed,
                MaxThreads = 1,
            });
        int[] kept = HierarchicalSampling.Sample(
            clusters, target,
            point => RandomSource.For(context.Seed, "curation_balance:pick", problem.Training[point]).NextDouble(),
            (level, cluster) =>
                RandomSource.For(context.Seed, $"curation_balance:{level}", cluster).NextDouble());
        int[] training = [.. kept.Select(point => problem.Training[point])];
        if (training.Select(row => problem.Labels[row]).Distinct().Count() < 2)
        {
            throw new ProbeException(
                $"The {training.Length} rows that 'curation_balance' keeps hold one class only; raise its share.");
        }

        context.Notes.Add($"{training.Length} of {n} training rows were kept, spread over "
            + $"{string.Join(", ", clusters.Counts)} clusters.");
        return problem with { Training = training };
    }

    /// <summary>About 30 rows a cluster of the first level, about 10 clusters a cluster above, as the curation
    /// step.</summary>
    private static int[] Levels(int count)
    {
        List<int> levels = [];
        for (int k = Math.Max(1, count / 30); levels.Count < 3 && (k >= 4 || levels.Count == 0); k /= 10)
        {
            levels.Add(k);
        }

        return [.. levels];
    }
}
