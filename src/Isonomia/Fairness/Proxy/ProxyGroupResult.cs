using System.Text.Json.Serialization;
using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>Clusters of embeddings that stand in for groups. They are clusters, not people: what they share has to be
/// looked at.</summary>
public sealed record ProxyGroupResult
{
    /// <summary>The number of clusters k.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>Whether k was given, or chosen by silhouette.</summary>
    public required bool IsGiven { get; init; }

    /// <summary>The mean silhouette for every k that was tried, over at most 2,000 rows, by k.</summary>
    public required IReadOnlyDictionary<string, double> Silhouettes { get; init; }

    /// <summary>Rows of every cluster, largest first.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>The mean adjusted Rand index of refits on bootstrap samples with the clusters found, or null.</summary>
    public double? Stability { get; init; }

    /// <summary>How well the clusters agree with known attributes.</summary>
    public IReadOnlyList<ProxyAgreement> Agreement { get; init; } = [];

    /// <summary>What a reader must know: <c>unstable_clusters</c> below a stability of 0.6.</summary>
    public IReadOnlyList<AuditFlag> Flags { get; init; } = [];

    /// <summary>The clusters as a grouping named <c>proxy</c> with groups <c>cluster 1</c>, <c>cluster 2</c>, … for an
    /// audit; not written to JSON.</summary>
    [JsonIgnore]
    public Grouping Grouping { get; init; } = new(ProxyGroups.Attribute, [], []);
}
