using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Fairness;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Trains a model, or a part of it, on the pictures of a cohort, and hands back a plain ONNX model.</summary>
/// <remarks>Training rows train, validation rows choose the epoch, test rows are scored once. No patient is in two of
/// them. A run that was stopped or killed goes on from its last checkpoint and gives the same bytes as one that was
/// not, for the same number of threads.</remarks>
public static class ModelTuning
{
    private const string ModelFile = "model.onnx";
    private const string AdapterFile = "adapters.safetensors";

    /// <summary>Trains, chooses, writes.</summary>
    /// <param name="request">The cohort, the model, and how.</param>
    /// <param name="progress">Is told how far the run is, or null.</param>
    /// <param name="cancellation">Stops the run; the next run with the same request goes on.</param>
    /// <returns>What was trained and written.</returns>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    /// <exception cref="TableException">The cohort is not as expected, or a patient is in two splits.</exception>
    /// <exception cref="EmbeddingException">The cohort has no pictures.</exception>
    /// <exception cref="ModelException">The model cannot be read, differentiated or run.</exception>
    /// <exception cref="ProbeException">The data do not allow the training.</exception>
    /// <exception cref="TrainingException">The loss is no finite number; names step and samples.</exception>
    public static TuneResult Run(
        TuneRequest request, IProgress<AuditProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        MitigationMethod method = MitigationMethod.All[request.Method];
        Dictionary<string, double> settings = CohortMitigation.Settings(method, request.Settings);
        MitigationCheck.Require(request.Training);
        TunedMethods.Require(method);
        HeadKinds.Require(method, request.Training, request.Backbone.Adapter);
        if (request.CheckpointSteps < 1)
        {
            throw new ArgumentException("Checkpoint steps must be at least 1.");
        }

        TrainingOptions training = HeadKinds.With(
            method.NeedsHiddenLayer ? request.Training with { Head = "mlp" } : request.Training,
            request.Backbone.Adapter);
        TuningModel.Check(request.Backbone, training.BatchSize);
        using RunMeter meter = new(PackageEnergy.Open(), request.Clock);
        var cohort = Cohort.Open(request.Cohort, cancellation);
        using var backbone = TunedBackbone.Open(
            request.Backbone, cohort, request.Source, (request.Label, request.Positive), training,
            request.Texts, request.OutputFolder, request.Backbone.Threads,
            (task, prefix) =>
            {
                TunedMethods.Require(method, prefix);
                TunedMethods.Require(method, settings, task, task.Groups(request.By), training);
            },
            progress,
            cancellation);
        MitigationTask task = backbone.Task;
        Grouping groups = task.Groups(request.By);
        MitigationProblem problem = task.Problem(groups);
        TuningJournal journal = new(
            Path.Combine(request.OutputFolder, "checkpoint"),
            Fingerprint(request, backbone, method.Id, settings, training, groups), request.CheckpointSteps);
        MitigationContext context = new(problem, settings, training, request.Seed)
        {
            Backbone = backbone, Journal = journal, Progress = progress,
        };
        long start = request.Clock.GetTimestamp();
        FittedMitigation fitted = MitigationFit.Run(method, context, cancellation);
        double seconds = request.Clock.GetElapsedTime(start).TotalSeconds;
        TunedWeights weights = fitted.Trained.Tuned
            ?? throw new ProbeException($"'{method.Id}' trains no model; use 'isonomia adapt' on embeddings.");
        Directory.CreateDirectory(request.OutputFolder);
        PredictionFile file = CohortMitigation.WritePredictions(
            new CohortProbeRequest
            {
                Source = request.Source, Label = request.Label, Positive = request.Positive,
                OutputFolder = request.OutputFolder,
            },
            task, fitted, MitigationFit.PostOf(context, fitted.Trained.Scores), cancellation);
        string hash = WriteModel(request, backbone.Card, weights.Export());
        string? adapters = WriteAdapters(request, weights);
        TunedPromptFacts? prompt = TunedPromptFiles.Write(request, training, backbone, weights);
        int[] counts = problem.CellCounts(problem.Training);
        IReadOnlyList<TuneEpoch> history = fitted.Trained.History;
        RunCost cost = meter.Read();
        TuneResult result = new()
        {
            Cohort = cohort.Name,
            CohortFingerprint = cohort.Fingerprint,
            Model = backbone.Card.Name,
            ModelSha256 = backbone.Card.Sha256,
            TunedSha256 = hash,
            Label = request.Label,
            Classes = task.Task.Names,
            Attribute = groups.Attribute,
            CellCounts = counts.Index().ToDictionary(cell => problem.CellName(cell.Index), cell => cell.Item),
            SplitSizes = [problem.Training.Length, problem.Validation.Length, problem.Test.Length],
            Adapter = request.Backbone.Adapter,
            Rank = request.Backbone.Adapter == "lora" ? request.Backbone.Rank : null,
            Alpha = request.Backbone.Adapter == "lora" ? request.Backbone.Alpha : null,
            PartCount = request.Backbone.PartCount,
            RecomputesActivations = request.Backbone.RecomputesActivations,
            Dropout = request.Backbone.Adapter == "lora" ? request.Backbone.Dropout : null,
            Bits = request.Backbone.Bits,
            Prompt = prompt,
            Method = method.Id,
            Settings = settings,
            UsesAttributeAtTest = method.NeedsAttributeAtTest,
            Trainings = fitted.Trained.Trainings,
            Kept = backbone.Facts.Kept,
            Training = HeadKinds.Scaled(training, backbone.LogitScale),
            Parameters = weights.Model.Parameters,
            TrainedCount = weights.Model.TrainedCount,
            ParameterCount = weights.Model.ParameterCount,
            History = history,
            BestEpoch = fitted.Trained.BestEpoch,
            StepCount = history.Count == 0 ? 0 : history[^1].Step,
            ResumedFrom = journal.ResumedFrom,
            SecondsPerStep = history.Count == 0 || history[^1].Step <= journal.ResumedFrom ? null
                : seconds / (history[^1].Step - journal.ResumedFrom),
            Seconds = cost.Seconds,
            PeakMemoryBytes = cost.PeakMemoryBytes,
            EnergyJoules = cost.EnergyJoules,
            EnergyUnknown = cost.EnergyUnknown,
            AuditOptions = file.AuditOptions,
            Seed = request.Seed,
            Threads = request.Backbone.Threads,
            Versions = ProductVersions.Now,
            Notes =
            [
                .. task.Cohort.Notes, .. backbone.Notes, .. file.Notes, .. Absent(problem, counts),
                .. fitted.Notes.Select(sentence => new ReadingNote("mitigation", sentence, 1)),
            ],
            PredictionsPath = file.Path,
            AdaptersPath = adapters,
        };
        AtomicFile.WriteText(Path.Combine(request.OutputFolder, "tune.json"), TuneJson.Serialize(result));
        journal.Remove();
        return result;
    }

    /// <summary>The cells without a training row, in one note that names the first ten.</summary>
    private static IEnumerable<ReadingNote> Absent(MitigationProblem problem, int[] counts)
    {
        int[] absent = [.. Enumerable.Range(0, counts.Length).Where(cell => counts[cell] == 0)];
        if (absent.Length > 0)
        {
            string named = string.Join("; ", absent.Take(10).Select(problem.CellName));
            string further = absent.Length > 10 ? "; …" : string.Empty;
            yield return new ReadingNote(
                "cell_absent",
                $"No training row is of {absent.Length} of {counts.Length} cells: {named}{further}.",
                absent.Length);
        }
    }

    private static string WriteModel(TuneRequest request, ModelCard card, OnnxModel tuned)
    {
        int outputs = (int)tuned.Outputs.First(output => output.Name == ClassifierHead.Logits).Shape[1]!.Value;
        tuned.Save(Path.Combine(request.OutputFolder, ModelFile));
        string hash = OnnxSession.RequireHash(Path.Combine(request.OutputFolder, ModelFile), null);
        ModelCard own = card with
        {
            Name = $"{card.Name}-{request.Backbone.Adapter.Replace('_', '-')}",
            File = ModelFile,
            Sha256 = hash,
            DataFiles = [],
            Outputs =
            [
                .. card.Outputs.Where(output =>
                    output.Name != ClassifierHead.Logits && tuned.OutputNames.Contains(output.Name)),
                new ModelOutput(ClassifierHead.Logits, outputs),
            ],
            Text = null,
            Expectation = null,
            Source = $"tuned by Isonomia from '{card.Name}' (SHA-256 {card.Sha256}); source of that: {card.Source}",
        };
        own.Write(request.OutputFolder);
        return hash;
    }

    /// <summary>Writes the adapters beside the model; a file of an earlier run with other adapters does not stay.
    /// </summary>
    private static string? WriteAdapters(TuneRequest request, TunedWeights weights)
    {
        string path = Path.Combine(request.OutputFolder, AdapterFile);
        if (request.Backbone.Adapter != "lora")
        {
            File.Delete(path);
            return null;
        }

        weights.SaveAdapters(path);
        return path;
    }

    /// <summary>What makes two trainings the same.</summary>
    private static string Fingerprint(
        TuneRequest request, TunedBackbone backbone, string method, Dictionary<string, double> settings,
        TrainingOptions training, Grouping groups)
    {
        string facts = JsonSerializer.Serialize(
            new
            {
                backbone.Fingerprint, Data = backbone.Task.Cohort.Cohort.Fingerprint, request.Label, request.Positive,
                    groups.Attribute,
                groups.Codes, Checkpoint = 3, backbone.Task.Splits, method, settings, training, request.Seed,
            },
            AuditJson.Options);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
    }
}
