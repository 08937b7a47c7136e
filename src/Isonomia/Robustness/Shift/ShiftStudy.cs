using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>Trains a probe at each site and follows it to the others.</summary>
/// <remarks>At the training site patients are split by the cohort's split column where there is one, else dealt by
/// seed: three fifths train, one fifth chooses penalty and threshold, one fifth is judged. At another site all rows are
/// judged but those of patients whom the training site saw in training or validation. Source: specification, fairness
/// §16.</remarks>
public static class ShiftStudy
{
    /// <summary>Runs the study.</summary>
    /// <param name="request">The cohort, the label, the site column, the embeddings.</param>
    /// <param name="progress">Is told how far the run is, or null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The study; the same request gives the same bytes for any number of threads.</returns>
    /// <exception cref="Catalogs.UnknownNameException">A column, probe, metric or site does not exist.</exception>
    /// <exception cref="TableException">The cohort is not as expected, or a patient is in two splits.</exception>
    /// <exception cref="ProbeException">Fewer than two sites are large enough, the label is not binary, or a probe
    /// cannot be fitted.</exception>
    public static ShiftStudyResult Run(
        ShiftStudyRequest request, IProgress<AuditProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        progress?.Report(new AuditProgress("reading embeddings", 0));
        EmbeddedCohort cohort = EmbeddedCohort.Open(request.Source, cancellation);
        var sites = StudySites.Of(request, cohort);
        string[] trained = request.TrainingSites.Count == 0 ? [.. sites.Large]
            : [.. request.TrainingSites.Select(sites.Require)];
        List<SiteModel> models = [];
        List<ShiftPair> pairs = [];
        foreach (string site in trained)
        {
            progress?.Report(new AuditProgress($"training at {site}", models.Count / (double)trained.Length));
            SiteFit fit = SiteFit.Train(request, cohort, sites, site, cancellation);
            models.Add(fit.Model);
            foreach (string other in sites.Large.Where(name => name != site))
            {
                cancellation.ThrowIfCancellationRequested();
                int[] rows = fit.UnseenAt(other);
                if (!sites.IsLarge(rows))
                {
                    continue;
                }

                pairs.Add(ShiftAudit.Run(
                    new ShiftRequest
                    {
                        FirstName = site,
                        SecondName = other,
                        First = fit.Predict(fit.Test),
                        Second = fit.Predict(rows),
                        FirstEmbeddings = cohort.Embeddings.Take(fit.Test),
                        SecondEmbeddings = cohort.Embeddings.Take(rows),
                        Metric = request.Metric,
                        Threshold = fit.Model.Threshold,
                        Replicates = request.Replicates,
                        Permutations = request.Permutations,
                        Floors = request.Floors,
                        Confidence = request.Confidence,
                        Seed = request.Seed,
                        Threads = request.Threads,
                    },
                    cancellation));
            }
        }

        return new ShiftStudyResult
        {
            Cohort = cohort.Cohort.Name,
            CohortFingerprint = cohort.Cohort.Fingerprint,
            EmbeddingsFingerprint = cohort.EmbeddingsFingerprint,
            Label = request.Label,
            Site = request.Site,
            Metric = Metric.Resolve(request.Metric).Id,
            Sites = sites.All,
            Models = models,
            Pairs = pairs,
            Transfer = [.. pairs.SelectMany(pair => pair.Attributes.Select(one => new GapTransfer(
                pair.First, pair.Second, one.Attribute, one.FirstGap, one.SecondGap, one.FirstVerdict,
                    one.SecondVerdict,
                one.IsTransferFailure)))],
            Seed = request.Seed,
            Flags = [.. Flags(request, cohort, pairs)],
            Notes = cohort.Notes,
        };
    }

    private static IEnumerable<AuditFlag> Flags(ShiftStudyRequest request, EmbeddedCohort cohort, List<ShiftPair> pairs)
    {
        if (cohort.Units is null)
        {
            yield return new AuditFlag(
                "rows_assumed_independent",
                    "No patient column was given: every row is treated as a patient of its own.");
        }

        if (cohort.Cohort.Splits is null)
        {
            yield return new AuditFlag(
                "splits_dealt",
                "The cohort has no split column; the patients of a training site were dealt by seed: three fifths "
                    + "train, one fifth "
                + "chooses, one fifth is judged.");
        }

        if (pairs.Any(pair => pair.Present.Contains("compound_shift")))
        {
            yield return new AuditFlag(
                "compound_shift",
                "Between some sites several things changed at once (attributes, prevalence, pictures); no single "
                    + "correction is claimed for "
                + "them.");
        }

        if (cohort.Cohort.Attributes.Count == 0)
        {
            yield return new AuditFlag("no_attribute",
                "No attribute is declared: only the performance of everybody is followed.");
        }

        if (pairs.Count == 0)
        {
            yield return new AuditFlag(
                "no_pair", $"No pair of sites has {request.MinimumPatients} unseen patients of each class.",
                    IsSevere: true);
        }
    }
}
