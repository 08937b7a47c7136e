using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Fairness;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Trains a model, or a part of it, on the pictures of a cohort, and hands back a plain ONNX model.</summary>
/// <remarks>Training rows train, validation rows choose the epoch, test rows are scored once. No patient is in two of
/// them. A run that was stopped or killed goes on from its last checkpoint and gives the same bytes as one that was
/// not, for the same number of threads.</remarks>
public static class ModelTuning
{
    private const string ModelFile = "model.onnx";

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
        TuningModel.Check(request);
        var cohort = Cohort.Open(request.Cohort, cancellation);
        using var encoder = ImageEncoder.Open(request.ModelFolder, request.Threads);
        if (encoder.FixedBatchSize is { } fixedSize && fixedSize != request.Training.BatchSize)
        {
            throw new ArgumentException(
                $"The model takes batches of {fixedSize} only; name that with --batch-size {fixedSize}.");
        }

        progress?.Report(new AuditProgress("reading pictures", 0));
        TuningPictures pictures = TuningPictures.Read(cohort, encoder.Card, request.Threads, cancellation);
        MitigationTask task = MitigationTask.Of(pictures.Cohort, request.Source, request.Label, request.Positive);
        Grouping groups = task.Groups(request.By);
        MitigationProblem problem = Weighed(task.Problem(groups), groups.Attribute, request.Weights);
        ValidationJudge judge = new(problem, request.Training.Selection);
        string fingerprint = Fingerprint(request, pictures.Cohort, encoder.Card);
        FloatMatrix embeddings = Embed(encoder, pictures, problem, request.Training.BatchSize, progress, cancellation);
        TuningModel model = TuningModel.Build(request, encoder, embeddings);
        TuningCheckpoint checkpoint = new(Path.Combine(request.OutputFolder, "checkpoint"));
        using TuningLoop loop = new(request, model, pictures, problem, judge, checkpoint, fingerprint);
        OnnxModel tuned = loop.Run(progress, cancellation);
        int[] rows = [.. task.Splits.Validation.Concat(task.Splits.Test).Order()];
        double[] scores = loop.Scores(tuned, rows, cancellation);
        Directory.CreateDirectory(request.OutputFolder);
        PredictionFile file = PredictionFile.Write(
            new CohortProbeRequest
            {
                Source = request.Source, Label = request.Label, Positive = request.Positive,
                OutputFolder = request.OutputFolder,
            },
            task.Cohort, task.Splits, task.Task, rows, [.. scores.SelectMany(score => new[] { 1 - score, score })],
            null, cancellation);
        string hash = WriteModel(request, encoder.Card, tuned);
        using var process = Process.GetCurrentProcess();
        int[] counts = problem.CellCounts(problem.Training);
        TuneResult result = new()
        {
            Cohort = cohort.Name,
            CohortFingerprint = cohort.Fingerprint,
            Model = encoder.Card.Name,
            ModelSha256 = encoder.Card.Sha256,
            TunedSha256 = hash,
            Label = request.Label,
            Attribute = groups.Attribute,
            CellCounts = counts.Index().ToDictionary(cell => problem.CellName(cell.Index), cell => cell.Item),
            SplitSizes = [problem.Training.Length, problem.Validation.Length, problem.Test.Length],
            Adapter = request.Adapter,
            Rank = request.Adapter == "lora" ? request.Rank : null,
            Alpha = request.Adapter == "lora" ? request.Alpha : null,
            Weights = request.Weights,
            Training = request.Training,
            Parameters = model.Parameters,
            TrainedCount = model.TrainedCount,
            ParameterCount = model.ParameterCount,
            History = loop.State.History,
            BestEpoch = loop.State.BestEpoch,
            StepCount = loop.State.Step,
            ResumedFrom = loop.ResumedFrom,
            SecondsPerStep = loop.SecondsPerStep,
            PeakMemoryBytes = process.PeakWorkingSet64,
            AuditOptions = file.AuditOptions,
            Seed = request.Seed,
            Threads = request.Threads,
            Versions = ProductVersions.Now,
            Notes = [.. task.Cohort.Notes, .. file.Notes, .. Notes(judge, problem, counts)],
            PredictionsPath = file.Path,
        };
        AtomicFile.WriteText(Path.Combine(request.OutputFolder, "tune.json"), TuneJson.Serialize(result));
        checkpoint.Remove();
        return result;
    }

    private static IEnumerable<ReadingNote> Notes(ValidationJudge judge, MitigationProblem problem, int[] counts)
    {
        if (judge.Note is { } note)
        {
            yield return new ReadingNote("selection", note, 1);
        }

        for (int cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] == 0)
            {
                yield return new ReadingNote(
                    "cell_absent", $"No training row is of the cell {problem.CellName(cell)}.", 1);
            }
        }
    }

    /// <summary>Checks the training rows and gives each its weight.</summary>
    internal static MitigationProblem Weighed(MitigationProblem problem, string attribute, string rule)
    {
        if (problem.Training.Select(row => problem.Labels[row]).Distinct().Count() < 2)
        {
            throw new ProbeException(
                $"The {problem.Training.Length} training rows with a label hold one class only; a classifier needs "
                    + "two.");
        }

        if (rule == "none")
        {
            return problem;
        }

        if (problem.GroupNames.Count < 2)
        {
            throw new ProbeException(
                $"Attribute '{attribute}' has {problem.GroupNames.Count} group(s) with a value; weights by cell need "
                    + "two.");
        }

        int[] counts = problem.CellCounts(problem.Training);
        string[] absent = [.. Enumerable.Range(0, counts.Length).Where(cell => counts[cell] == 0)
            .Select(problem.CellName)];
        if (absent.Length > 0)
        {
            throw new ProbeException(
                $"The training rows have none of {string.Join("; ", absent)} (attribute '{attribute}'); weights by "
                    + "cell need every group with both labels.");
        }

        // Every cell weighs the same in sum, and the mean weight of rows with a group is 1.
        double[] weights = (double[])problem.Weights.Clone();
        double total = counts.Sum();
        foreach (int row in problem.Training)
        {
            if (problem.CellOf(row) is int cell and >= 0)
            {
                weights[row] = total / ((double)counts.Length * counts[cell]);
            }
        }

        return problem with { Weights = weights };
    }

    private static FloatMatrix Embed(
        ImageEncoder encoder, TuningPictures pictures, MitigationProblem problem, int batchSize,
        IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        int[] rows = problem.Training;
        float[] batch = new float[batchSize * pictures.Length];
        float[] values = new float[rows.Length * encoder.Width];
        for (int start = 0; start < rows.Length; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new AuditProgress("embeddings before training", (double)start / rows.Length));
            int count = Math.Min(batchSize, rows.Length - start);
            pictures.Fill(rows.AsSpan(start, count), batch, cancellation);
            encoder.Encode(batch, batchSize).AsSpan(0, count * encoder.Width)
                .CopyTo(values.AsSpan(start * encoder.Width));
        }

        FloatMatrix matrix = new(values, encoder.Width);
        return matrix.FirstRowNotFinite() is int bad and >= 0
            ? throw new ProbeException(
                $"The model gives no finite embedding for sample '{problem.Ids[rows[bad]]}' before training; check "
                    + "its preprocessing with 'isonomia model check'.")
            : matrix;
    }

    private static string WriteModel(TuneRequest request, ModelCard card, OnnxModel tuned)
    {
        tuned.Save(Path.Combine(request.OutputFolder, ModelFile));
        string hash = OnnxSession.RequireHash(Path.Combine(request.OutputFolder, ModelFile), null);
        ModelCard own = card with
        {
            Name = $"{card.Name}-{request.Adapter.Replace('_', '-')}",
            File = ModelFile,
            Sha256 = hash,
            DataFiles = [],
            Outputs =
            [
                .. card.Outputs.Where(output => output.Name != LinearHead.Logits),
                new ModelOutput(LinearHead.Logits, 2),
            ],
            Text = null,
            Expectation = null,
            Source = $"tuned by Isonomia from '{card.Name}' (SHA-256 {card.Sha256}); source of that: {card.Source}",
        };
        own.Write(request.OutputFolder);
        return hash;
    }

    /// <summary>What makes two trainings the same.</summary>
    private static string Fingerprint(TuneRequest request, EmbeddedCohort cohort, ModelCard card)
    {
        string facts = JsonSerializer.Serialize(
            new
            {
                cohort.Cohort.Fingerprint, cohort.Ids, card.Sha256, card.Input.Text, card.Embedding, request.Label,
                request.Positive, request.By, Attributes = cohort.Cohort.Attributes, request.Adapter, request.Rank,
                request.Alpha, request.Patterns, request.LayerCount, request.Weights, request.Training,
                request.TrainingSplit, request.ValidationSplit, request.TestSplit, request.Seed, request.Threads,
                OnnxSession.RuntimeVersion,
            },
            AuditJson.Options);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
    }
}
