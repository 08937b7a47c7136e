using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Fits the same probe on growing shares of the labels and follows performance, worst group and gap.</summary>
/// <remarks>Subsets are nested by patient and stratified by label only; grid and validation rows are the same for every
/// subset, which flatters the smallest shares a little. Source: specification, fairness §17.1.</remarks>
public static class DataEfficiency
{
    /// <summary>Measures a cohort.</summary>
    /// <param name="request">The cohort, the label, the embeddings.</param>
    /// <param name="progress">Is told how far the run is, or null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The curves; the same request gives the same bytes for any number of threads.</returns>
    /// <exception cref="ArgumentException">Shares are not in (0, 1] and ascending, or the metric is of another
    /// task.</exception>
    /// <exception cref="TableException">The cohort is not as expected, or a patient is in two splits.</exception>
    /// <exception cref="ProbeException">The data do not allow a probe.</exception>
    public static EfficiencyResult Run(
        EfficiencyRequest request, IProgress<AuditProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckFractions(request);
        Probe probe = Probe.All[request.Probe];
        progress?.Report(new AuditProgress("reading embeddings", 0));
        EmbeddedCohort cohort = EmbeddedCohort.Open(request.Source, cancellation);
        SampleSplits splits = cohort.RequireSplits(request.Source);
        ProbeTask task = ProbeTask.Read(cohort, request.Label, request.Positive, isRegression: false);
        Metric metric = MetricOf(request, task.Task);
        EfficiencyFits fits = EfficiencyFits.Run(request, cohort, splits, task, probe, metric, progress, cancellation);
        bool isHigherBetter = metric.Better == Direction.HigherIsBetter;
        EfficiencyCurves curves = new(request, fits, isHigherBetter);
        EfficiencyCurve overall = curves.Overall();
        double? target = request.Target ?? overall.Mean[^1]
            + (isHigherBetter ? -request.TargetTolerance : request.TargetTolerance);
        return new EfficiencyResult
        {
            Cohort = cohort.Cohort.Name,
            CohortFingerprint = cohort.Cohort.Fingerprint,
            EmbeddingsFingerprint = cohort.EmbeddingsFingerprint,
            Label = request.Label,
            Metric = metric.Id,
            IsHigherBetter = isHigherBetter,
            Probe = probe.Id,
            Target = target,
            Runs = fits.Runs,
            Overall = EfficiencyCurves.WithTarget(overall, target, isHigherBetter),
            Attributes = [.. cohort.Cohort.Attributes.Select((name, index) => curves.Attribute(name, index, target))],
            TrainingPatients = splits.Training.Where(row => task.Classes[row] >= 0)
                .Select(row => cohort.Units?[row] ?? row).Distinct().Count(),
            TestCount = splits.Test.Count(row => task.Classes[row] >= 0),
            Seed = request.Seed,
            Versions = ProductVersions.Now,
            Flags = [.. Flags(request, cohort, fits)],
            Notes = cohort.Notes,
        };
    }

    private static void CheckFractions(EfficiencyRequest request)
    {
        IReadOnlyList<double> fractions = request.Fractions;
        if (fractions.Count == 0 || fractions.Any(f => f is not (> 0 and <= 1)) || fractions.Zip(fractions.Skip(1))
            .Any(p => p.First >= p.Second))
        {
            throw new ArgumentException("The shares of labels must lie in (0, 1] and ascend, for example 0.01 0.1 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(request.SeedCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Replicates);
    }

    private static Metric MetricOf(EfficiencyRequest request, string task)
    {
        Metric metric = Metric.Resolve(request.Metric ?? (task == "binary" ? "auroc" : "auroc@ovr_macro"));
        return metric.Task == task
            ? metric
            : throw new ArgumentException(
                $"The metric '{metric.Id}' is for the task '{metric.Task}'; the label makes the task '{task}'.");
    }

    private static IEnumerable<AuditFlag> Flags(EfficiencyRequest request, EmbeddedCohort cohort, EfficiencyFits fits)
    {
        if (cohort.Units is null)
        {
            yield return new AuditFlag(
                "rows_assumed_independent",
                    "No patient column was given: every row is treated as a patient of its own.");
        }

        if (request.SeedCount < 5)
        {
            yield return new AuditFlag(
                "few_seeds",
                    $"Only {request.SeedCount} sequence(s) of subsets were drawn; five are the least for a report.");
        }

        int failed = fits.Runs.Count(run => run.Undefined is not null);
        if (failed > 0)
        {
            yield return new AuditFlag("undefined_runs", string.Create(
                CultureInfo.InvariantCulture,
                $"{failed} of {fits.Runs.Count} subsets allowed no probe (a class was missing); their points rest on "
                    + $"the others."));
        }
    }
}
