using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>A probe trained at one site, and the tables of predictions it makes.</summary>
internal sealed class SiteFit
{
    private readonly EmbeddedCohort _cohort;
    private readonly StudySites _sites;
    private readonly ProbeResult _probe;
    private readonly HashSet<int> _seenPatients;
    private readonly Grouping[] _attributes;
    private readonly int _threads;

    private SiteFit(EmbeddedCohort cohort, StudySites sites, ProbeResult probe, HashSet<int> seen, int threads)
    {
        (_cohort, _sites, _probe, _seenPatients, _threads) = (cohort, sites, probe, seen, threads);
        _attributes = [.. cohort.Cohort.Attributes.Select(cohort.Groups)];
    }

    /// <summary>Facts about the model.</summary>
    internal required SiteModel Model { get; init; }

    /// <summary>The rows of the training site that are judged.</summary>
    internal required int[] Test { get; init; }

    internal static SiteFit Train(
        ShiftStudyRequest request, EmbeddedCohort cohort, StudySites sites, string site, CancellationToken cancellation)
    {
        int threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        int[] own = sites.RowsOf(site);
        (SampleSplits all, _) = cohort.SplitsOrDeal(request.Source, sites.Labels, request.Seed);
        HashSet<int> here = [.. own];
        int[] training = [.. all.Training.Where(here.Contains)];
        int[] validation = [.. all.Validation.Where(here.Contains)];
        int[] test = [.. all.Test.Where(here.Contains)];
        ProbeResult probe;
        try
        {
            probe = ProbeFit.Run(
                new ProbeRequest
                {
                    Embeddings = cohort.Embeddings, Classes = sites.Labels, ClassNames = ["negative", sites.Positive],
                    TrainingRows = training, ValidationRows = validation, Units = cohort.Units,
                        Probe = Probe.All[request.Probe],
                    ThreadCount = threads,
                },
                cancellation);
        }
        catch (ProbeException failure)
        {
            throw new ProbeException($"At the training site '{site}': {failure.Message}");
        }

        ThresholdPolicy policy = ThresholdPolicy.Parse(request.Threshold);
        double threshold = Threshold(policy, cohort, sites, probe, validation, threads, site);
        return new SiteFit(
            cohort, sites, probe, [.. training.Concat(validation).Select(row => cohort.Units?[row] ?? row)], threads)
        {
            Model = new SiteModel(
                site, probe.TrainingCount, probe.ValidationCount, test.Length, probe.Chosen.Setting, policy.Text,
                    threshold),
            Test = test,
        };
    }

    /// <summary>The rows of another site whose patients the model has not met.</summary>
    internal int[] UnseenAt(string site) =>
        [.. _sites.RowsOf(site).Where(row => !_seenPatients.Contains(_cohort.Units?[row] ?? row))];

    /// <summary>The predictions of some rows.</summary>
    internal PredictionTable Predict(int[] rows)
    {
        double[] scores = _probe.Scores(_cohort.Embeddings, rows, _threads);
        Dictionary<int, int> codes = [];
        int[]? units = null;
        if (_cohort.Units is { } all)
        {
            units = [.. rows.Select(row =>
            {
                if (!codes.TryGetValue(all[row], out int code))
                {
                    codes.Add(all[row], code = codes.Count);
                }

                return code;
            })];
        }

        return new PredictionTable
        {
            RowCount = rows.Length,
            Outcome = new Outcome.Binary(
                [.. rows.Select(row => (sbyte)_sites.Labels[row])], [.. rows.Select((_, i) => scores[(2 * i) + 1])],
                    _sites.Positive),
            Attributes =
                [.. _attributes.Select(attribute =>
                    attribute with { Codes = [.. rows.Select(row => attribute.Codes[row])] })],
            Units = units,
            UnitCount = units is null ? rows.Length : codes.Count,
            Fingerprint = new DataFingerprint(string.Empty, []),
        };
    }

    private static double Threshold(
        ThresholdPolicy policy, EmbeddedCohort cohort, StudySites sites, ProbeResult probe, int[] validation,
            int threads, string site)
    {
        if (policy.IsPerGroup)
        {
            throw new ArgumentException(
                "A threshold of its own for each group is not one threshold; a shift study keeps one everywhere.");
        }

        double[] all = probe.Scores(cohort.Embeddings, validation, threads);
        double[] scores = [.. validation.Select((_, i) => all[(2 * i) + 1])];
        int[] order = SortOrder.Ascending(scores);
        double[] weights = new double[order.Length];
        Array.Fill(weights, 1);
        ThresholdFit fit = policy.Fit(new BinaryRows
        {
            Scores = Array.ConvertAll(order, i => scores[i]),
            Labels = Array.ConvertAll(order, i => (sbyte)sites.Labels[validation[i]]),
            Weights = weights,
            Rule = DecisionRule.Default,
        });
        return fit.Threshold.IsDefined
            ? fit.Threshold.Value
            : throw new ProbeException(
                $"At the training site '{site}' no threshold meets '{policy.Text}' on {validation.Length} validation "
                    + $"rows "
                + $"({fit.Threshold.Reason!.Value.Id()}).");
    }
}
