using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Runs one mitigation on the frozen embeddings of a cohort, beside plain training with the same seed and
/// budget.</summary>
/// <remarks>Everything that is chosen or fitted after training sees validation rows alone; the test rows are read once.
/// Attributes of test rows reach only methods that declare it. Source: specification, mitigation §0.</remarks>
public static class CohortMitigation
{
    /// <summary>Trains, corrects, writes.</summary>
    /// <param name="request">The cohort, the label and the method.</param>
    /// <param name="progress">Is told how far the run is, or null.</param>
    /// <param name="cancellation">Stops the run; older predictions are then left as they were.</param>
    /// <returns>What was learned and written.</returns>
    /// <exception cref="Catalogs.UnknownNameException">A method, setting or column does not exist.</exception>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    /// <exception cref="TableException">The cohort is not as expected, or a patient is in two splits.</exception>
    /// <exception cref="Embeddings.EmbeddingException">The store is not as expected.</exception>
    /// <exception cref="ProbeException">The data do not allow the method.</exception>
    public static CohortMitigationResult Run(
        CohortMitigationRequest request, IProgress<AuditProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        MitigationMethod method = MitigationMethod.All[request.Method];
        Dictionary<string, double> settings = Settings(method, request.Settings);
        MitigationCheck.Require(request.Training);
        HeadKinds.Require(method, request.Training);

        // Like is compared with like: plain training gets the head that the method needs.
        TrainingOptions training = HeadKinds.Scaled(
            method.NeedsHiddenLayer ? request.Training with { Head = "mlp" } : request.Training);
        progress?.Report(new AuditProgress("reading embeddings", 0));
        MitigationTask task = MitigationTask.Read(
            request.Source, request.Label, request.Positive, request.Texts, cancellation);
        Grouping groups = task.Groups(request.By);
        MitigationProblem problem = task.Problem(groups);
        MitigationCheck.Require(method, problem, groups.Attribute);
        HeadKinds.Require(training, task.Texts);
        progress?.Report(new AuditProgress("training erm", 0.1));
        FittedMitigation erm = Fit(MitigationMethod.Erm, new Dictionary<string, double>());
        progress?.Report(new AuditProgress($"training {method.Id}", 0.3));
        FittedMitigation fitted = method == MitigationMethod.Erm ? erm : Fit(method, settings);
        Directory.CreateDirectory(request.OutputFolder);
        PostProblem draws = MitigationFit.PostOf(Context(settings), fitted.Trained.Scores);
        PredictionFile file = WritePredictions(
            new CohortProbeRequest
            {
                Source = request.Source,
                Label = request.Label,
                Positive = request.Positive,
                OutputFolder = request.OutputFolder,
            },
            task, fitted, draws, cancellation);
        ComparisonResult? comparison = Compare(request, task, erm, fitted, draws, progress, cancellation);
        double[] before = problem.ClassCount == 2 ? [.. erm.Scores.Select(Decide)] : [];
        int[] counts = problem.CellCounts(problem.Training);
        return new CohortMitigationResult
        {
            Cohort = task.Cohort.Cohort.Name,
            CohortFingerprint = task.Cohort.Cohort.Fingerprint,
            EmbeddingsFingerprint = task.Cohort.EmbeddingsFingerprint,
            Label = request.Label,
            Attribute = groups.Attribute,
            CellCounts = counts.Index().ToDictionary(cell => problem.CellName(cell.Index), cell => cell.Item),
            RowsWithoutGroup = problem.Training.Count(row => problem.Groups[row] < 0),
            Method = method.Id,
            Stage = method.Stage.ToString().ToLowerInvariant(),
            UsesAttributeAtTest = method.NeedsAttributeAtTest,
            IsRandomized = method.IsRandomized,
            Settings = settings,
            Training = fitted.Options,
            SplitSizes = [problem.Training.Length, problem.Validation.Length, problem.Test.Length],
            Epochs = [fitted.Trained.Epochs, fitted.Trained.BestEpoch],
            Trainings = fitted.Trained.Trainings,
            Fitted = fitted.Outcome?.Groups ?? new Dictionary<string, IReadOnlyDictionary<string, double>>(),
            Rates = problem.ClassCount > 2 ? [] : GroupDecisionRates.Of(
                groups.Groups, groups.Codes, task.Task.Classes, problem.Test, before,
                fitted.Decisions ?? [.. fitted.Scores.Select(Decide)]),
            Comparison = comparison,
            AuditOptions = file.AuditOptions,
            Seed = request.Seed,
            Versions = ProductVersions.Now,
            Notes =
            [
                .. task.Cohort.Notes, .. file.Notes,
                .. fitted.Notes.Select(sentence => new ReadingNote("mitigation", sentence, 1)),
            ],
            PredictionsPath = file.Path,
        };

        MitigationContext Context(Dictionary<string, double> own) =>
            new(problem, own, training, request.Seed);

        FittedMitigation Fit(MitigationMethod one, Dictionary<string, double> own) =>
            MitigationFit.Run(one, Context(own), cancellation);
    }

    /// <summary>Reads settings given as text.</summary>
    internal static Dictionary<string, double> Settings(
        MitigationMethod method, IReadOnlyDictionary<string, string> given) => MitigationContext.Complete(
        method,
        given.ToDictionary(pair => pair.Key, pair => (method.Settings.FirstOrDefault(one => one.Name == pair.Key)
            ?? throw new Catalogs.UnknownNameException(
                "Setting", pair.Key, method.Settings.Select(one => one.Name))).Parse(pair.Value)));

    private static double Decide(double score) => double.IsNaN(score) ? double.NaN : score >= 0.5 ? 1 : 0;

    /// <summary>Writes scores, and decisions where the method decides, of validation and test rows.</summary>
    internal static PredictionFile WritePredictions(
        CohortProbeRequest request, MitigationTask task, FittedMitigation fitted, PostProblem draws,
        CancellationToken cancellation)
    {
        int[] rows = [.. task.Splits.Validation.Concat(task.Splits.Test).Order()];
        double[] scores = task.ClassCount > 2 ? ClassScores.Take(fitted.Scores, rows, task.ClassCount)
            : [.. rows.SelectMany(row => new[] { 1 - fitted.Scores[row], fitted.Scores[row] })];
        double[]? drawn = fitted.Decisions is { } p ? RunTable.Drawn(p, draws) : null;
        (string, double[])? decisions = drawn is null ? null : ("decision", [.. rows.Select(row => drawn[row])]);
        PredictionFile file = PredictionFile.Write(
            request, task.Cohort, task.Splits, task.Task, rows, scores, null, cancellation, decisions);
        return decisions is null ? file : file with
        {
            AuditOptions = [.. file.AuditOptions.Select(option =>
                option == "--score score" ? "--score decision --threshold 0.5" : option)],
        };
    }

    private static ComparisonResult? Compare(
        CohortMitigationRequest request, MitigationTask task, FittedMitigation erm, FittedMitigation fitted,
        PostProblem draws, IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        if (ReferenceEquals(erm, fitted))
        {
            return null;
        }

        Grouping[] attributes = [.. task.Cohort.Cohort.Attributes.Select(task.Cohort.Groups)];
        if (request.By.Count > 1)
        {
            attributes = [.. attributes, task.Groups(request.By)];
        }

        string path = Path.Combine(request.OutputFolder, "runs.csv");
        RunTable.Write(path, task, attributes,
        [
            ("erm", request.Seed, erm.Scores),
            (request.Method, request.Seed, RunTable.Compared(fitted, draws)),
        ]);
        return RunTable.Compare(
            path, task, attributes, fitted.Decisions is not null, request.Replicates, request.Seed, request.Threads,
                progress, cancellation);
    }
}
