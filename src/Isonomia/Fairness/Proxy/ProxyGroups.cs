using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Finds proxy groups: k-means clusters of unit embeddings.</summary>
/// <remarks>Sources: Queiroz et al. 2025 (proxy groups in chest radiography); Rousseeuw, J. Comput. Appl. Math. 20,
/// 1987 (silhouette); Hennig, Comput. Stat. Data Anal. 52, 2007 (bootstrap stability); specification, fairness §15.1,
/// A14.</remarks>
public static class ProxyGroups
{
    /// <summary>The name of the grouping, and of the column in tables.</summary>
    public const string Attribute = "proxy";

    private const int FewestClusters = 2;
    private const int MostClusters = 10;
    private const double StableFrom = 0.6;

    /// <summary>Finds the clusters.</summary>
    /// <param name="request">The embeddings.</param>
    /// <param name="cancellation">Stops between two clusterings.</param>
    /// <returns>The clusters; the same request gives the same bits for any number of threads.</returns>
    /// <exception cref="ArgumentException">There are fewer rows than clusters, or a number is not finite.</exception>
    public static ProxyGroupResult Run(ProxyGroupRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        int n = request.Embeddings.RowCount;
        if (n < Math.Max(request.ClusterCount ?? 0, FewestClusters + 1))
        {
            throw new ArgumentException(
                $"{n} rows cannot be divided into {request.ClusterCount ?? FewestClusters} proxy groups.");
        }

        FloatMatrix units = request.Embeddings.Normalized();
        int[] counts = request.ClusterCount is { } given
            ? [given]
            : [.. Enumerable.Range(FewestClusters, MostClusters - FewestClusters + 1).Where(k => k < n)];
        SilhouetteSample silhouette = new(units, request.Seed);
        Dictionary<string, double> silhouettes = [];
        (KMeansResult? best, double highest) = (null, double.NegativeInfinity);
        foreach (int k in counts)
        {
            KMeansResult found = Cluster(units, k, request, request.Restarts, cancellation);
            double mean = k < 2 ? 0 : silhouette.Mean(found.Labels, k);
            silhouettes.Add(k.ToString(CultureInfo.InvariantCulture), mean);
            (best, highest) = mean > highest ? (found, mean) : (best, highest);
        }

        double? stability = request.StabilityRefits > 0 ? Stability(units, best!, request, cancellation) : null;
        return new ProxyGroupResult
        {
            ClusterCount = best!.Sizes.Count,
            IsGiven = request.ClusterCount is not null,
            Silhouettes = silhouettes,
            Sizes = best.Sizes,
            Stability = stability,
            Agreement = [.. request.Known.Select(known => Agreement(known, best.Labels)).OfType<ProxyAgreement>()],
            Flags = [.. Flags(stability)],
            Grouping = new Grouping(
                Attribute,
                [.. best.Sizes.Select((_, k) => string.Create(CultureInfo.InvariantCulture, $"cluster {k + 1}"))],
                best.Labels),
        };
    }

    private static KMeansResult Cluster(
        FloatMatrix units, int k, ProxyGroupRequest request, int restarts, CancellationToken cancellation) =>
            KMeans.Fit(
        FloatRows.Of(units.Values, units.Width),
        new KMeansRequest { ClusterCount = k, Seed = request.Seed, Restarts = restarts,
            MaxThreads = request.ThreadCount },
        cancellation: cancellation);

    /// <summary>Refits on bootstrap samples of patients, assigns all rows to the new centroids, compares with the
    /// clusters.</summary>
    private static double Stability(
        FloatMatrix units, KMeansResult found, ProxyGroupRequest request, CancellationToken cancellation)
    {
        int[][] members = request.Units is { } codes
            ? [.. Enumerable.Range(0, codes.Count).GroupBy(row => codes[row]).OrderBy(unit => unit.Key)
                .Select(unit => unit.ToArray())]
            : [.. Enumerable.Range(0, units.RowCount).Select(row => new[] { row })];
        double sum = 0;
        for (int b = 0; b < request.StabilityRefits; b++)
        {
            RandomSource random = RandomSource.For(request.Seed, "proxy_stability", b);
            int[] rows =
                [.. Enumerable.Range(0, members.Length).SelectMany(_ => members[random.NextInt32(members.Length)])];
            FloatMatrix sample = units.Take(rows);
            KMeansResult again = Cluster(sample, Math.Min(found.Sizes.Count, rows.Length), request, 1, cancellation);
            int[] labels =
                KMeans.Assign(FloatRows.Of(units.Values, units.Width), again.Centroids, request.ThreadCount,
                    cancellation);
            sum += ClusterAgreement.Of(found.Labels, labels)!.AdjustedRand;
        }

        return sum / request.StabilityRefits;
    }

    private static ProxyAgreement? Agreement(Grouping known, int[] labels) =>
        ClusterAgreement.Of(known.Codes, labels) is { } agreement
            ? new ProxyAgreement(
                known.Attribute, agreement.RowCount, agreement.AdjustedRand, agreement.NormalizedMutualInformation,
                agreement.AdjustedMutualInformation, agreement.Homogeneity, agreement.Completeness, agreement.Purity,
                agreement.CramersV.ValueOrNull)
            : null;

    private static IEnumerable<AuditFlag> Flags(double? stability)
    {
        yield return new AuditFlag(
            "proxy_groups",
                "These groups are clusters of pictures, not people: look at what a cluster shares before speaking of "
                    + "anyone.");
        if (stability < StableFrom)
        {
            yield return new AuditFlag(
                "unstable_clusters",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Refits on resampled patients agree with the clusters with an adjusted Rand index of "
                        + $"{stability:0.00} only (expected at "
                    + $"least {StableFrom}); another sample would give other clusters."),
                IsSevere: true);
        }
    }
}
