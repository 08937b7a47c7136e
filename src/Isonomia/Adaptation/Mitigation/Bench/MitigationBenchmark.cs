using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Runs mitigations × attributes × seeds with the same budget and compares them with plain training.</summary>
/// <remarks>Splits are by patient; everything is chosen on validation rows; the test rows are read once, by the
/// comparison. Finished runs are kept by the hash of all that shaped them. Source: specification, mitigation §0 and §7,
/// fairness §11.8, §11.11 and §13.</remarks>
public static class MitigationBenchmark
{
    /// <summary>Runs.</summary>
    /// <param name="request">The cohort, the methods and the attributes.</param>
    /// <param name="progress">Is told how far the run is, or null.</param>
    /// <param name="cancellation">Stops the run; finished runs stay in the cache.</param>
    /// <returns>Runs and comparisons.</returns>
    /// <exception cref="Catalogs.UnknownNameException">A method or column does not exist.</exception>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    /// <exception cref="TableException">The cohort is not as expected, or a patient is in two splits.</exception>
    /// <exception cref="Embeddings.EmbeddingException">The store is not as expected.</exception>
    /// <exception cref="ProbeException">The data do not allow plain training.</exception>
    public static MitigationBenchmarkResult Run(
        MitigationBenchmarkRequest request, IProgress<AuditProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.SeedCount, 1);
        MitigationCheck.Require(request.Training);
        MitigationMethod[] methods =
            [.. request.Methods.Prepend("erm").Distinct(StringComparer.Ordinal).Select(id => MitigationMethod.All[id])];
        if (Array.Exists(methods, method => method.NeedsHiddenLayer))
        {
            // Like is compared with like: where one method needs the hidden layer, all get it.
            request = request with { Training = request.Training with { Head = "mlp" } };
        }

        // What is the same method with a linear head would count twice.
        MitigationMethod[] twins = request.Training.Head == "mlp" || request.Backbone is not null ? []
            : [.. methods.Where(one => methods.Any(other => other.Id == one.LinearTwin))];
        methods = [.. methods.Except(twins)];
        if (methods.Length < 2)
        {
            throw new ArgumentException(
                "A benchmark needs at least one method besides 'erm'"
                    + (twins.Length > 0 ? ", which 'vanilla_crt' is with a linear head." : "."));
        }

        progress?.Report(new AuditProgress("reading embeddings", 0));
        using TunedBackbone? backbone = TunedBackbone.Of(request, methods, progress, cancellation);
        MitigationTask task = backbone?.Task
            ?? MitigationTask.Read(request.Source, request.Label, request.Positive, cancellation);
        IReadOnlyList<string> names = request.By.Count > 0 ? request.By : [.. task.Cohort.Cohort.Attributes];
        Grouping[] targets = [.. names.Select(name => task.Groups([name]))];
        RunCache cache = new(Path.Combine(request.OutputFolder, "runs"));
        (int Target, MitigationMethod Method, ulong Seed)[] plan =
        [
            .. Enumerable.Range(0, targets.Length).SelectMany(target => methods.SelectMany(method =>
                Enumerable.Range(0, request.SeedCount).Select(s => (target, method, request.Seed + (ulong)s)))),
        ];
        BenchmarkRun[] runs = new BenchmarkRun[plan.Length];
        int done = 0;
        Parallel.For(
            0, plan.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = request.Threads > 0 ? request.Threads : Environment.ProcessorCount,
                CancellationToken = cancellation,
            },
            i =>
            {
                runs[i] = RunOne(request, task, backbone, targets[plan[i].Target], plan[i].Method, plan[i].Seed,
                    cache, cancellation);
                int count = Interlocked.Increment(ref done);
                progress?.Report(new AuditProgress($"training ({plan[i].Method.Id})", 0.9 * count / plan.Length));
            });
        BenchmarkRun[] good = [.. runs.Where(run => run.Failed is null)];
        string[] complete = [.. methods.Select(method => method.Id).Where(id => targets.All(target =>
            good.Count(run => run.Method == id && run.Attribute == target.Attribute) == request.SeedCount))];
        return new MitigationBenchmarkResult
        {
            Cohort = task.Cohort.Cohort.Name,
            CohortFingerprint = task.Cohort.Cohort.Fingerprint,
            EmbeddingsFingerprint = task.Cohort.EmbeddingsFingerprint,
            Label = request.Label,
            Attributes = [.. targets.Select(target => target.Attribute)],
            Methods = [.. methods.Select(method => Cost(method, good))],
            SeedCount = request.SeedCount,
            Training = request.Training,
            Backbone = backbone?.Facts,
            Runs = runs,
            Scores = Compare(
                request, task, targets,
                [.. good.Where(run => !run.Decides && complete.Contains(run.Method))], "scores", "auroc", progress,
                cancellation),
            Decisions = Compare(
                request, task, targets, [.. good.Where(run => complete.Contains(run.Method))], "decisions",
                "balanced_accuracy", progress, cancellation),
            Seed = request.Seed,
            Versions = ProductVersions.Now,
            Notes =
            [
                .. task.Cohort.Notes, .. backbone?.Notes ?? [],
                .. twins.Select(one => new ReadingNote(
                    "same_method", $"With a linear head '{one.Id}' is '{one.LinearTwin}', which stands for both.", 1)),
            ],
        };
    }

    private static BenchmarkMethod Cost(MitigationMethod method, BenchmarkRun[] runs)
    {
        BenchmarkRun[] own = [.. runs.Where(run => run.Method == method.Id)];
        return new BenchmarkMethod(
            method.Id, method.Stage.ToString().ToLowerInvariant(), method.NeedsAttributeInTraining,
            method.NeedsAttributeAtTest, method.IsRandomized,
            own.Length == 0 ? 0 : own.Average(run => run.Seconds),
            own.Length == 0 ? 0 : own.Average(run => run.Trainings));
    }

    private static BenchmarkRun RunOne(
        MitigationBenchmarkRequest request, MitigationTask task, TunedBackbone? backbone, Grouping target,
        MitigationMethod method, ulong seed, RunCache cache, CancellationToken cancellation)
    {
        Dictionary<string, double> settings = MitigationContext.Complete(method, new Dictionary<string, double>());
        string key = RunCache.KeyOf(
            task.Cohort.Cohort.Fingerprint, task.Cohort.EmbeddingsFingerprint, request.Label,
            request.Positive ?? string.Empty, target.Attribute, string.Join('|', target.Groups),
            string.Join(',', target.Codes), method.Id, JsonSerializer.Serialize(settings),
            JsonSerializer.Serialize(request.Training), seed.ToString(CultureInfo.InvariantCulture),
            string.Join(',', task.Splits.Training), string.Join(',', task.Splits.Validation),
            ProductVersions.Now["isonomia"], backbone?.Fingerprint ?? string.Empty);
        if (cache.Find(key) is { } known)
        {
            return known;
        }

        long start = TimeProvider.System.GetTimestamp();
        BenchmarkRun run;
        try
        {
            MitigationContext context = new(task.Problem(target), settings, request.Training, seed)
            {
                Backbone = backbone,
            };
            MitigationCheck.Require(method, context.Problem, target.Attribute);
            FittedMitigation fitted = MitigationFit.Run(method, context, cancellation);
            run = new BenchmarkRun
            {
                Attribute = target.Attribute,
                Method = method.Id,
                Seed = seed,
                Epochs = fitted.Trained.Epochs,
                BestEpoch = fitted.Trained.BestEpoch,
                ValidationValue = fitted.Trained.ValidationValue,
                Trainings = fitted.Trained.Trainings,
                Seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds,
                Decides = fitted.Decisions is not null,
                Notes = fitted.Notes,
                Scores = RunTable.Compared(fitted, MitigationFit.PostOf(context, fitted.Trained.Scores)),
            };
        }
        catch (ProbeException exception) when (method != MitigationMethod.Erm)
        {
            run = new BenchmarkRun
            {
                Attribute = target.Attribute,
                Method = method.Id,
                Seed = seed,
                Epochs = 0,
                BestEpoch = 0,
                Trainings = 0,
                Seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds,
                Decides = false,
                Failed = exception.Message,
            };
        }

        cache.Keep(key, run);
        return run;
    }

    private static ComparisonResult? Compare(
        MitigationBenchmarkRequest request, MitigationTask task, Grouping[] targets, BenchmarkRun[] runs, string name,
        string metric, IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        if (runs.Select(run => run.Method).Distinct().Count() < 2)
        {
            return null;
        }

        Directory.CreateDirectory(request.OutputFolder);
        string path = Path.Combine(request.OutputFolder, name + ".csv");
        Write(path, task, targets, runs);
        return OwnGroups(targets, ModelComparison.Run(
            new ComparisonRequest
            {
                Predictions = new PredictionRequest
                {
                    Paths = [path],
                    Labels = ["label"],
                    Scores = ["score"],
                    Attributes = ["group"],
                    Unit = "unit",
                    Id = "id",
                    Split = "split",
                    Model = "method",
                },
                SeedColumn = "seed",
                DatasetColumn = "target",
                Metric = metric,
                Threshold = metric == "auroc" ? "0.5" : "youden",
                ValidationSplit = "validation",
                TestSplit = "test",
                Baseline = "erm",
                Replicates = request.Replicates,
                Seed = request.Seed,
                Threads = request.Threads,
            },
            progress,
            cancellation));
    }

    /// <summary>The table has one column for the groups of every target; a target's setting speaks of its own
    /// groups only.</summary>
    private static ComparisonResult OwnGroups(Grouping[] targets, ComparisonResult result)
    {
        ComparisonSetting[] settings = [.. result.Settings.Select(setting => setting with
        {
            LeftOut = [.. setting.LeftOut.Where(group => targets
                .First(target => target.Attribute == setting.Dataset).Groups.Contains(group.Group))],
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

    private static void Write(string path, MitigationTask task, Grouping[] targets, BenchmarkRun[] runs)
    {
        EmbeddedCohort cohort = task.Cohort;
        (int Row, string Split)[] rows =
        [
            .. task.Splits.Validation.Select(row => (row, "validation")),
            .. task.Splits.Test.Where(row => task.Task.Classes[row] >= 0).Select(row => (row, "test")),
        ];
        using CsvWriter writer = new(
            path, ["target", "method", "seed", "id", "unit", "label", "score", "split", "group"]);
        foreach (BenchmarkRun run in runs)
        {
            Grouping target = targets.First(one => one.Attribute == run.Attribute);

            // Rows that some method of this attribute cannot score (no group) are left out for all, so that runs pair.
            foreach ((int row, string split) in rows)
            {
                if (target.Codes[row] < 0)
                {
                    continue;
                }

                writer.Cell(run.Attribute);
                writer.Cell(run.Method);
                writer.Cell((long)run.Seed);
                writer.Cell(cohort.Ids[row]);
                writer.Cell((long)(cohort.Units?[row] ?? row));
                writer.Cell((long)task.Task.Classes[row]);
                writer.Cell(run.Scores[row]);
                writer.Cell(split);
                writer.Cell(target.Groups[target.Codes[row]]);
                writer.EndRow();
            }
        }

        writer.Complete();
    }
}
