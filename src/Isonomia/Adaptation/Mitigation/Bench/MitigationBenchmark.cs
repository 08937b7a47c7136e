using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Runs mitigations × attributes × seeds with the same budget and compares them with plain training.</summary>
/// <remarks>Splits are by patient; everything is chosen on validation rows; the test rows are read once, by the
/// comparison and for the choices of the rules. Finished runs are kept by the hash of all that shaped them; several
/// processes that are given the same folder share the work and end with the same result. Source: specification,
/// mitigation §0 and §7, fairness §11.8, §11.11 and §13.</remarks>
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
        ArgumentOutOfRangeException.ThrowIfLessThan(request.DrawCount, 1);
        string rule = request.ChooseBy ?? request.Training.Selection;
        CandidateChoice.RequireRule(rule);
        MitigationCheck.Require(request.Training);
        MitigationMethod[] methods =
            [.. request.Methods.Prepend("erm").Distinct(StringComparer.Ordinal).Select(id => MitigationMethod.All[id])];
        foreach (MitigationMethod method in methods)
        {
            HeadKinds.Require(method, request.Training, request.Backbone?.Adapter);
        }

        if (Array.Exists(methods, method => method.NeedsHiddenLayer))
        {
            // Like is compared with like: where one method needs the hidden layer, all get it.
            request = request with { Training = request.Training with { Head = "mlp" } };
        }

        request = request with { Training = HeadKinds.With(request.Training, request.Backbone?.Adapter) };

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

        if (request is { IsResplit: true, Backbone: not null })
        {
            throw new ArgumentException(
                "Splits of each seed's own work on embeddings; a model is prepared with one training split.");
        }

        progress?.Report(new AuditProgress("reading embeddings", 0));
        using TunedBackbone? backbone = TunedBackbone.Of(request, methods, progress, cancellation);
        request = request with { Training = HeadKinds.Scaled(request.Training, backbone?.LogitScale) };
        MitigationTask task = backbone?.Task ?? MitigationTask.Read(
            request.Source, request.Label, request.Positive, request.Texts, cancellation);
        HeadKinds.Require(request.Training, task.Texts);
        IReadOnlyList<string> names = request.By.Count > 0 ? request.By : [.. task.Cohort.Cohort.Attributes];
        Grouping[] targets = [.. names.Select(name => task.Groups([name]))];
        MitigationTask[] tasks = [.. Enumerable.Range(0, request.SeedCount).Select(s =>
            request.IsResplit ? SeedSplits.Deal(task, request.Seed + (ulong)s) : task)];
        BenchmarkTrial[] trials =
        [
            .. targets.SelectMany(target => methods.SelectMany(method =>
                Enumerable.Range(0, request.SeedCount).SelectMany(s =>
                    Enumerable.Range(0, request.DrawCount).Select(draw => BenchmarkTrial.Of(
                        target, tasks[s], method, request.Seed + (ulong)s, draw, request.Training))))),
        ];
        Dictionary<(string, ulong), string> problems = trials
            .DistinctBy(trial => (trial.Target.Attribute, trial.Seed))
            .ToDictionary(
                trial => (trial.Target.Attribute, trial.Seed),
                trial => BenchmarkTrial.ProblemKey(request, trial.Task, trial.Target, backbone));
        int threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        string folder = Path.Combine(request.OutputFolder, "runs");
        CandidateChoice choice = new(trials, request.Training.GapLimit);
        BenchmarkRun[] runs = choice.Mark(
            new SharedRuns(folder, threads, backbone).Run(
                trials, [.. trials.Select(trial => trial.Key(problems[(trial.Target.Attribute, trial.Seed)]))],
                progress, cancellation),
            rule);
        BenchmarkRun[] good = [.. runs.Where(run => run.IsChosen)];
        string[] complete = [.. methods.Select(method => method.Id).Where(id => targets.All(target =>
            good.Count(run => run.Method == id && run.Attribute == target.Attribute) == request.SeedCount))];
        BenchmarkTables tables = new(request, trials);
        return new MitigationBenchmarkResult
        {
            Cohort = task.Cohort.Cohort.Name,
            CohortFingerprint = task.Cohort.Cohort.Fingerprint,
            EmbeddingsFingerprint = task.Cohort.EmbeddingsFingerprint,
            Label = request.Label,
            Attributes = [.. targets.Select(target => target.Attribute)],
            Methods = [.. methods.Select(method => Cost(method, [.. runs.Where(run => run.Failed is null)]))],
            SeedCount = request.SeedCount,
            Selection = new BenchmarkSelection(request.DrawCount, rule, request.Training.GapLimit, request.IsResplit),
            Training = request.Training,
            Backbone = backbone?.Facts,
            Runs = runs,
            Choices = [.. choice.Table(runs, rule)],
            Scores = tables.Compare(
                [.. good.Where(run => !run.Decides && complete.Contains(run.Method))], areDecisions: false, progress,
                cancellation),
            Decisions = tables.Compare(
                [.. good.Where(run => complete.Contains(run.Method))], areDecisions: true, progress, cancellation),
            Seed = request.Seed,
            Versions = ProductVersions.Now,
            Notes =
            [
                .. task.Cohort.Notes, .. backbone?.Notes ?? [],
                .. twins.Select(one => new ReadingNote(
                    "same_method",
                    $"With a head of one layer '{one.Id}' is '{one.LinearTwin}', which stands for both.", 1)),
            ],
        };
    }

    private static BenchmarkMethod Cost(MitigationMethod method, BenchmarkRun[] runs)
    {
        BenchmarkRun[] own = [.. runs.Where(run => run.Method == method.Id)];
        bool isMeasured = own.Length > 0 && Array.TrueForAll(own, run => run.EnergyJoules is not null);
        return new BenchmarkMethod(
            method.Id, method.Stage.ToString().ToLowerInvariant(), method.NeedsAttributeInTraining,
            method.NeedsAttributeAtTest, method.IsRandomized,
            own.Length == 0 ? 0 : own.Average(run => run.Seconds),
            own.Length == 0 ? 0 : own.Average(run => run.Trainings))
        {
            AllocatedBytes = own.Length == 0 ? 0 : own.Average(run => (double)run.AllocatedBytes),
            PeakMemoryBytes = own.Length == 0 ? 0 : own.Max(run => run.PeakMemoryBytes),
            EnergyJoules = isMeasured ? own.Average(run => run.EnergyJoules) : null,
            EnergyUnknown = isMeasured ? null
                : own.Select(run => run.EnergyUnknown).FirstOrDefault(reason => reason is not null) ?? "no run",
            Search = BenchmarkTrial.Ranges(method),
        };
    }
}
