namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Keeps a sample that is spread over the concepts that embeddings show, without labels or
    /// attributes.</summary>
    public static CurationStep HierarchicalSample { get; } = new(
        "hierarchical_sample",
        "Hierarchical k-means sample",
        "clusters of clusters of embeddings, then a target shared at every node by the cut equation: small clusters "
            + "give all",
        CurationSources.HierarchicalKMeans,
        [
            new("keep", "0.5", "how many samples to keep, or which share (0.5 or 50%)"),
            new("levels", "", "clusters of each level joined by +, falling; by default n/30, n/300, n/3000"),
            new("resampling", "10", "resampling steps at every level from the second on"),
            new("distance", "cosine", "cosine or euclid"),
            new("pick", "random", "which samples of a cluster: random, closest or farthest from its centroid"),
        ],
        static context => EmbeddingSteps.HierarchicalSample(context));
}
