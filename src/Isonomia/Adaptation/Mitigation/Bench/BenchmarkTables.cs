using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Compares the chosen runs of a benchmark: an attribute (and, with splits of its own for every seed, a split)
/// is a setting.</summary>
internal sealed class BenchmarkTables(MitigationBenchmarkRequest request, IReadOnlyList<BenchmarkTrial> trials)
{
    private readonly Dictionary<(string, ulong), BenchmarkTrial> _trials = trials
        .DistinctBy(trial => (trial.Target.Attribute, trial.Seed))
        .ToDictionary(trial => (trial.Target.Attribute, trial.Seed));

    /// <summary>Writes the table of the runs and compares them; null where fewer than two methods are there.</summary>
    internal ComparisonResult? Compare(
        IReadOnlyList<BenchmarkRun> runs, bool areDecisions, IProgress<AuditProgress>? progress,
        CancellationToken cancellation)
    {
        if (runs.Select(run => run.Method).Distinct().Count() < 2)
        {
            return null;
        }

        Directory.CreateDirectory(request.OutputFolder);
        string path = Path.Combine(request.OutputFolder, areDecisions ? "decisions.csv" : "scores.csv");
        MitigationTask task = trials[0].Task;
        Write(path, runs);
        ComparisonRequest asked = new()
        {
            Predictions = new PredictionRequest
            {
                Paths = [path],
                Labels = ["label"],
                Scores = RunTable.ScoreOptions(task),
                Attributes = ["group"],
                Unit = "unit",
                Id = "id",
                Split = "split",
                Model = "method",
            },
            SeedColumn = "seed",
            DatasetColumn = "target",
            Metric = areDecisions ? task.Metrics.Decisions : task.Metrics.Scores,
            Threshold = areDecisions && task.ClassCount == 2 ? "youden" : "0.5",
            ValidationSplit = "validation",
            TestSplit = "test",
            Baseline = "erm",
            Replicates = request.Replicates,
            Seed = request.Seed,
            Threads = request.Threads,
        };
        ComparisonResult result = OwnGroups(ModelComparison.Run(asked, progress, cancellation));

        // Threads change nothing but the time, and processes that share a benchmark may have other numbers of them.
        return result with { Request = result.Request with { Threads = 0 } };
    }

    /// <summary>The setting of a run.</summary>
    private string DatasetOf(BenchmarkRun run) =>
        request.IsResplit ? $"{run.Attribute}, split {run.Seed}" : run.Attribute;

    /// <summary>The table has one column for the groups of every target; a target's setting speaks of its own
    /// groups only.</summary>
    private ComparisonResult OwnGroups(ComparisonResult result)
    {
        Dictionary<string, IReadOnlyList<string>> groups = [];
        foreach (BenchmarkTrial trial in _trials.Values)
        {
            groups[trial.Target.Attribute] = trial.Target.Groups;
            groups[$"{trial.Target.Attribute}, split {trial.Seed}"] = trial.Target.Groups;
        }

        ComparisonSetting[] settings = [.. result.Settings.Select(setting => setting with
        {
            LeftOut = [.. setting.LeftOut.Where(group => groups[setting.Dataset!].Contains(group.Group))],
        })];
        return result with
        {
            Settings = settings,
            Flags =
            [
                .. result.Flags.Where(flag => flag.Id != "groups_left_out"),
                .. settings.Where(setting => setting.LeftOut.Count > 0).Select(setting => new AuditFlag(
                    "groups_left_out",
                    $"{setting.Dataset}: left out for all models: "
                        + $"{string.Join("; ", setting.LeftOut.Select(group => $"{group.Group}: {group.Reason}"))}.")),
            ],
        };
    }

    private void Write(string path, IReadOnlyList<BenchmarkRun> runs)
    {
        MitigationTask any = trials[0].Task;
        using CsvWriter writer = new(
            path,
            ["target", "method", "seed", "id", "unit", "label", .. RunTable.ScoreColumns(any), "split", "group"]);
        foreach (BenchmarkRun run in runs)
        {
            BenchmarkTrial trial = _trials[(run.Attribute, run.Seed)];
            EmbeddedCohort cohort = trial.Task.Cohort;
            int[] rows = BenchmarkTrial.JudgedRows(trial.Task);

            // Rows that some method of this attribute cannot score (no group) are left out for all, so that runs pair.
            for (int i = 0; i < rows.Length; i++)
            {
                int row = rows[i];
                if (trial.Target.Codes[row] < 0)
                {
                    continue;
                }

                writer.Cell(DatasetOf(run));
                writer.Cell(run.Method);
                writer.Cell((long)run.Seed);
                writer.Cell(cohort.Ids[row]);
                writer.Cell((long)(cohort.Units?[row] ?? row));
                RunTable.WriteLabel(writer, trial.Task, row);
                RunTable.WriteScores(writer, trial.Task, run.Scores, i);
                writer.Cell(i < trial.Task.Splits.Validation.Count ? "validation" : "test");
                writer.Cell(trial.Target.Groups[trial.Target.Codes[row]]);
                writer.EndRow();
            }
        }

        writer.Complete();
    }
}
