namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Evens out clusters of embeddings where no attribute is recorded.</summary>
    public static CurationStep ProxyBalance { get; } = new(
        "proxy_balance",
        "Balancing of proxy groups",
        "k-means clusters of embeddings share a target by the cut equation; what the clusters follow is printed",
        CurationSources.Own("§9"),
        [
            new("clusters", "8", "the number of proxy groups"),
            new("keep", "0.5", "how many samples to keep, or which share (0.5 or 50%)"),
            new("distance", "cosine", "cosine or euclid"),
        ],
        static context => EmbeddingSteps.ProxyBalance(context));
}
