using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Fits a probe on the embeddings of a cohort and writes predictions of its validation and test
/// rows.</summary>
/// <remarks>Training rows are never scored: scores on rows that taught the probe would flatter every audit. Patients
/// must not be in two splits. Same request, same bytes, for any number of threads.</remarks>
public static class CohortProbe
{
    /// <summary>Fits and writes.</summary>
    /// <param name="request">The cohort, the embeddings, the label and the probe.</param>
    /// <param name="progress">Is told how far the run is, or null.</param>
    /// <param name="cancellation">Stops the run; older predictions are then left as they were.</param>
    /// <returns>What was learned and written.</returns>
    /// <exception cref="Catalogs.UnknownNameException">A probe, calibrator or column does not exist.</exception>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    /// <exception cref="TableException">The cohort is not as expected, or a patient is in two splits.</exception>
    /// <exception cref="Embeddings.EmbeddingException">The store is not as expected.</exception>
    /// <exception cref="ProbeException">The data do not allow a probe.</exception>
    public static CohortProbeResult Run(
        CohortProbeRequest request, IProgress<AuditProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Probe probe = Probe.All[request.Probe];
        Calibrator? calibrator = request.Calibrator is null ? null : Calibrator.All[request.Calibrator];
        int threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        progress?.Report(new AuditProgress("reading embeddings", 0));
        EmbeddedCohort cohort = EmbeddedCohort.Open(request.Source, cancellation);
        SampleSplits splits = cohort.RequireSplits(request.Source);
        ProbeTask task = ProbeTask.Read(cohort, request.Label, request.Positive, request.IsRegression);
        IReadOnlyList<int> training = request.Shots is { } shots
            ? FewShots.Draw(cohort, task, splits.Training, shots, RandomSource.For(request.Seed, "shots", 0))
            : LabelSubset.Of(splits.Training, task.Classes, cohort.Units, request.LabelShare, request.Seed);
        progress?.Report(new AuditProgress("fitting", 0.1));
        ProbeResult fit = ProbeFit.Run(
            new ProbeRequest
            {
                Embeddings = cohort.Embeddings,
                Classes = task.Classes,
                ClassNames = task.Names,
                Targets = task.Targets,
                TrainingRows = training,
                ValidationRows = splits.Validation,
                Units = cohort.Units,
                Weights = request.Weight is null ? null : cohort.Numbers(request.Weight),
                ClassWeighting = request.ClassWeighting,
                Probe = probe,
                Grid = request.Grid,
                Calibrator = calibrator,
                ThreadCount = threads,
            },
            cancellation);
        progress?.Report(new AuditProgress("scoring", 0.8));
        int[] rows = [.. splits.Validation.Concat(splits.Test).Order()];
        double[] scores = fit.Scores(cohort.Embeddings, rows, threads);
        ProxyGroupResult? proxies = request.HasProxyGroups
            ? ProxyGroups.Run(
                new ProxyGroupRequest
                {
                    Embeddings = cohort.Embeddings, Units = cohort.Units, ClusterCount = request.ProxyGroupCount,
                        Seed = request.Seed,
                    Known = [.. cohort.Cohort.Attributes.Select(cohort.Groups)], ThreadCount = threads,
                },
                cancellation)
            : null;
        PredictionFile file = PredictionFile.Write(request, cohort, splits, task, rows, scores, proxies, cancellation);
        return new CohortProbeResult
        {
            Cohort = cohort.Cohort.Name,
            CohortFingerprint = cohort.Cohort.Fingerprint,
            EmbeddingsFingerprint = cohort.EmbeddingsFingerprint,
            Label = request.Label,
            Task = task.Task,
            Classes = task.Names,
            ClassCounts = fit.ClassCounts,
            Probe = probe.Id,
            SettingName = probe.SettingName,
            Setting = fit.Chosen.Setting,
            Candidates = fit.Candidates,
            ClassWeighting = request.ClassWeighting == ClassWeighting.Balanced ? "balanced" : "none",
            Shots = request.Shots,
            Calibration = fit.Calibration,
            TrainingCount = fit.TrainingCount,
            ValidationCount = fit.ValidationCount,
            TestCount = splits.Test.Count,
            ValidationAuroc = Auroc(splits.Validation),
            TestAuroc = Auroc(splits.Test),
            Proxies = proxies,
            Predictions = Path.GetFileName(file.Path),
            PredictionsPath = file.Path,
            ScoreColumns = file.ScoreColumns,
            AuditOptions = file.AuditOptions,
            Seed = request.Seed,
            Versions = ProductVersions.Now,
            Notes = [.. cohort.Notes, .. file.Notes],
        };

        MetricValue? Auroc(IReadOnlyList<int> chosen)
        {
            if (task.Names.Count == 0)
            {
                return null;
            }

            HashSet<int> wanted = [.. chosen];
            return AurocTerms.Mean(
                AurocTerms.OneVersusRest(
                    scores, [.. rows.Select(row => task.Classes[row])], task.Names.Count,
                    Enumerable.Range(0, rows.Length).Where(i => wanted.Contains(rows[i]))),
                cohort.Units is { } units ? [.. rows.Select(row => units[row])] : null,
                request.Confidence);
        }
    }
}
