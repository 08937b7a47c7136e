using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Measures what embeddings give away: probes for every attribute, modes with tests, proxy groups.</summary>
public static class Leakage
{
    /// <summary>Measures a cohort.</summary>
    /// <remarks>Where the cohort has no split column, patients are dealt by seed: three fifths train, one fifth chooses
    /// the penalty, one fifth is judged.</remarks>
    /// <param name="request">The cohort, its attributes and the embeddings.</param>
    /// <param name="progress">Is told how far the run is, or null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The result; the same request gives the same bytes for any number of threads.</returns>
    /// <exception cref="ArgumentException">No attribute is declared, or proxy groups cannot be made.</exception>
    /// <exception cref="TableException">The cohort is not as expected, or a patient is in two splits.</exception>
    /// <exception cref="Embeddings.EmbeddingException">The store is not as expected.</exception>
    /// <exception cref="ProbeException">No sample has an embedding, or a probe cannot be fitted.</exception>
    public static LeakageResult Run(
        LeakageRequest request, IProgress<AuditProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Probe probe = Probe.All[request.Probe];
        progress?.Report(new AuditProgress("reading embeddings", 0));
        EmbeddedCohort cohort = EmbeddedCohort.Open(request.Source, cancellation);
        string[] names = [.. cohort.Cohort.Attributes];
        if (names.Length == 0 && !request.HasProxyGroups)
        {
            throw new ArgumentException(
                "No attribute is declared; name one with --attribute, or make proxy groups with --proxy-groups.");
        }

        Grouping[] attributes = [.. names.Select(cohort.Groups)];
        string? labelName = cohort.Cohort.Labels.Count > 0 ? cohort.Cohort.Labels[0] : null;
        Grouping? label = labelName is null ? null : cohort.Groups(labelName);
        int threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        (SampleSplits splits, bool areDealt) = cohort.SplitsOrDeal(
            request.Source, label?.Codes ?? attributes.FirstOrDefault()?.Codes ?? new int[cohort.Count], request.Seed);
        List<AttributeLeakage> found = [];
        foreach (Grouping attribute in attributes)
        {
            progress?.Report(new AuditProgress($"probing for {attribute.Attribute}",
                found.Count / (attributes.Length + 1.0)));
            found.Add(AttributeProbe.Run(
                new AttributeProbeRequest
                {
                    Embeddings = cohort.Embeddings,
                    Attribute = attribute,
                    Label = label,
                    Splits = splits,
                    Units = cohort.Units,
                    Probe = probe,
                    MinimumPatients = request.MinimumPatients,
                    Permutations = request.Permutations,
                    FoldCount = request.FoldCount,
                    Confidence = request.Confidence,
                    Seed = request.Seed,
                    ThreadCount = threads,
                },
                cancellation));
        }

        progress?.Report(new AuditProgress("testing modes", attributes.Length / (attributes.Length + 1.0)));
        EmbeddingInspectionResult inspection = EmbeddingInspection.Run(
            new EmbeddingInspectionRequest
            {
                Embeddings = cohort.Embeddings,
                Attributes = attributes,
                Label = label,
                AgeBand = attributes.FirstOrDefault(attribute =>
                    attribute.Attribute.Equals("age", StringComparison.OrdinalIgnoreCase)),
                Units = cohort.Units,
                ModeCount = request.ModeCount,
                DiscrepancyPermutations = request.DiscrepancyPermutations,
                Seed = request.Seed,
                ThreadCount = threads,
            },
            cancellation);
        ProxyGroupResult? proxies = request.HasProxyGroups
            ? ProxyGroups.Run(
                new ProxyGroupRequest
                {
                    Embeddings = cohort.Embeddings,
                    Units = cohort.Units,
                    Known = [.. attributes, .. label is null ? [] : new[] { label }],
                    ClusterCount = request.ProxyGroupCount,
                    Seed = request.Seed,
                    ThreadCount = threads,
                },
                cancellation)
            : null;
        return new LeakageResult
        {
            Cohort = cohort.Cohort.Name,
            CohortFingerprint = cohort.Cohort.Fingerprint,
            EmbeddingsFingerprint = cohort.EmbeddingsFingerprint,
            RowCount = cohort.Count,
            PatientCount = cohort.Units?.Distinct().Count(),
            Width = cohort.Embeddings.Width,
            Label = labelName,
            Seed = request.Seed,
            Versions = ProductVersions.Now,
            Attributes = found,
            Inspection = inspection,
            Proxies = proxies,
            Flags = [.. Flags(cohort, areDealt)],
            Notes = cohort.Notes,
            Ids = cohort.Ids,
        };
    }

    private static IEnumerable<AuditFlag> Flags(EmbeddedCohort cohort, bool areDealt)
    {
        yield return new AuditFlag(
            "encoding_is_no_disparity",
            "A picture that gives a person's attribute away is a risk, not a disparity by itself; read it beside the "
                + "gaps of an audit.");
        if (cohort.Units is null)
        {
            yield return new AuditFlag(
                "rows_assumed_independent",
                    "No patient column was given: every row is treated as a patient of its own.");
        }

        if (areDealt)
        {
            yield return new AuditFlag(
                "splits_dealt",
                "The cohort has no split column; patients were dealt by seed: three fifths train, one fifth chooses, "
                    + "one fifth is judged.");
        }
    }
}
