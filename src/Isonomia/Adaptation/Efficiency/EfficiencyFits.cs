using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>All probes of a data-efficiency run, each judged on the same test rows with the same draws of
/// patients.</summary>
internal sealed class EfficiencyFits
{
    private EfficiencyFits(IReadOnlyList<Grouping> attributes, EfficiencyJudgment?[][] judgments,
        List<EfficiencyRun> runs) =>
        (Attributes, Judgments, Runs) = (attributes, judgments, runs);

    /// <summary>The attributes over the test rows.</summary>
    internal IReadOnlyList<Grouping> Attributes { get; }

    /// <summary>By share, then by sequence; null where no probe could be fitted.</summary>
    internal EfficiencyJudgment?[][] Judgments { get; }

    internal IReadOnlyList<EfficiencyRun> Runs { get; }

    internal static EfficiencyFits Run(
        EfficiencyRequest request, EmbeddedCohort cohort, SampleSplits splits, ProbeTask task, Probe probe,
            Metric metric,
        IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        int threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        int[] test = [.. splits.Test.Where(row => task.Classes[row] >= 0)];
        Grouping[] attributes = [.. cohort.Cohort.Attributes.Select(cohort.Groups)
            .Select(all => all with { Codes = [.. test.Select(row => all.Codes[row])] })];
        int[]? units = cohort.Units is { } codes ? [.. test.Select(row => codes[row])] : null;
        var judgments = new EfficiencyJudgment?[request.Fractions.Count][];
        for (int f = 0; f < judgments.Length; f++)
        {
            judgments[f] = new EfficiencyJudgment?[request.SeedCount];
        }

        List<EfficiencyRun> runs = [];
        for (int s = 0; s < request.SeedCount; s++)
        {
            int[][] subsets = NestedSubsets.Draw(
                splits.Training, task.Classes, cohort.Units, request.Fractions,
                    RandomSource.For(request.Seed, "label_subsets", s));
            for (int f = 0; f < subsets.Length; f++)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new AuditProgress(
                    "fitting subsets", ((s * subsets.Length) + f) / (double)(request.SeedCount * subsets.Length)));

                // All labels are one subset whatever the sequence.
                bool isWhole = request.Fractions[f] >= 1 && s > 0;
                EfficiencyRun run = isWhole ? runs[f] with { Sequence = s + 1 } : Fit(f, s, subsets[f]);
                judgments[f][s] = isWhole ? judgments[f][0] : judgments[f][s];
                runs.Add(run);
            }
        }

        return new EfficiencyFits(attributes, judgments, runs);

        EfficiencyRun Fit(int f, int s, int[] rows)
        {
            int patients = rows.Select(row => cohort.Units?[row] ?? row).Distinct().Count();
            if (rows.Select(row => task.Classes[row]).Distinct().Count() < task.Names.Count)
            {
                return new EfficiencyRun(
                    request.Fractions[f], s + 1, patients, rows.Length, null, null, UndefinedReason.MissingClass.Id());
            }

            ProbeResult fit = ProbeFit.Run(
                new ProbeRequest
                {
                    Embeddings = cohort.Embeddings, Classes = task.Classes, ClassNames = task.Names,
                        TrainingRows = rows,
                    ValidationRows = splits.Validation, Units = cohort.Units, Probe = probe, ThreadCount = threads,
                },
                cancellation);
            double[] scores = fit.Scores(cohort.Embeddings, test, threads);
            Outcome outcome = task.Task == "binary"
                ? new Outcome.Binary(
                    [.. test.Select(row => (sbyte)task.Classes[row])], [.. test.Select((_, i) => scores[(2 * i) + 1])],
                        task.Names[1])
                : new Outcome.Multiclass(task.Names, [.. test.Select(row => task.Classes[row])], scores);
            judgments[f][s] = EfficiencyJudgment.Of(request, outcome, attributes, units, metric, threads, cancellation);
            return new EfficiencyRun(
                request.Fractions[f], s + 1, patients, rows.Length, fit.Chosen.Setting,
                    judgments[f][s]!.Overall.ValueOrNull,
                judgments[f][s]!.Overall.Reason?.Id());
        }
    }
}
