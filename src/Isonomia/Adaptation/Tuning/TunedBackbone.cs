using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Fairness;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>A model whose trained part starts anew for every training, with what its frozen part gives for every
/// picture of a cohort.</summary>
internal sealed class TunedBackbone : IDisposable
{
    private readonly OnnxModel _model;
    private readonly int _batchSize;
    private readonly TrainingOptions _training;
    private string? _texts;
    private TunedPrompt? _prompt;
    private float[] _center = [];
    private float[] _scale = [];

    private TunedBackbone(BackboneRequest request, ModelCard card, OnnxModel model, TrainingOptions training)
    {
        (Request, Card, _model) = (request, card, model);
        (_training, _batchSize) = (training, training.BatchSize);
    }

    internal BackboneRequest Request { get; }

    internal ModelCard Card { get; }

    /// <summary>The cohort's rows, with their embeddings before any training.</summary>
    internal MitigationTask Task { get; private set; } = null!;

    internal FrozenPrefix Prefix { get; private set; } = null!;

    internal TunedRows Rows { get; private set; } = null!;

    private Dictionary<string, IReadOnlyList<long>> Shapes => new()
    {
        [Card.Input.Name] = [_batchSize, Card.Input.BandCount, Card.Input.Height, Card.Input.Width],
    };

    /// <summary>The prompts whose context is trained, or null.</summary>
    internal TunedPrompt? Prompt => _prompt;

    /// <summary>What the model multiplies cosines with.</summary>
    internal double LogitScale => Card.Text?.LogitScale ?? HeadKinds.UsualScale;

    /// <summary>What a reader must know.</summary>
    internal List<ReadingNote> Notes { get; } = [];

    /// <summary>What a result says of it.</summary>
    internal BackboneFacts Facts { get; private set; } = null!;

    /// <summary>What makes two backbones train alike.</summary>
    internal string Fingerprint { get; private set; } = string.Empty;

    /// <summary>Reads the pictures and runs the frozen part.</summary>
    /// <param name="request">The model, and what of it is trained.</param>
    /// <param name="cohort">The pictures.</param>
    /// <param name="source">Names of the splits.</param>
    /// <param name="label">The label column and its positive value.</param>
    /// <param name="training">The batch and the head.</param>
    /// <param name="texts">The store of text embeddings that a head starts from, or null.</param>
    /// <param name="folder">Where a file may lie if memory is short.</param>
    /// <param name="threads">Threads for reading and the frozen part.</param>
    /// <param name="check">Refuses what cannot be trained, before anything long runs.</param>
    /// <param name="progress">Is told how far it is, or null.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    internal static TunedBackbone Open(
        BackboneRequest request, Cohort cohort, EmbeddedCohortSource source, (string Name, string? Positive) label,
        TrainingOptions training, string? texts, string folder, int threads,
        Action<MitigationTask, FrozenPrefix> check, IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        TuningModel.Check(request, training.BatchSize);
        using var encoder = ImageEncoder.Open(request.ModelFolder, threads);
        if (encoder.FixedBatchSize is { } fixedSize && fixedSize != training.BatchSize)
        {
            throw new ArgumentException(
                $"The model takes batches of {fixedSize} only; name that with --batch-size {fixedSize}.");
        }

        if (encoder.FixedBatchSize is not null && request.PartCount > 1)
        {
            throw new ArgumentException(
                $"The model takes batches of {training.BatchSize} only, which cannot be taken in parts; leave out "
                    + "--parts.");
        }

        var model = OnnxModel.Load(encoder.Path);
        if (encoder.Card.Text is { File: null } text)
        {
            // Of both towers in one graph, the one of pictures.
            model = ModelPart.Without(model, [.. new[] { text.Input, text.Mask }.OfType<string>()]);
        }

        if (model.Inputs.Count != 1)
        {
            throw new ModelException(
                encoder.Path,
                $"the model takes {model.Inputs.Count} inputs; a model of one picture was expected, since only that "
                    + "is tuned");
        }

        // Names of weights, splits, groups and classes are checked before the first picture is read.
        TunedBackbone backbone = new(request, encoder.Card, model, training)
        {
            _center = new float[encoder.Width], _scale = new float[encoder.Width], _texts = texts,
        };
        int[] all = [.. Enumerable.Range(0, cohort.Count)];
        MitigationTask task = backbone.WithTexts(MitigationTask.Of(
            EmbeddedCohort.OfPictures(cohort, all, cohort.Fingerprint, []), source, label.Name, label.Positive));
        HeadKinds.Require(training, task.Texts);
        backbone._prompt = request.Prompt is { } prompt ? TunedPrompt.Open(
            request.ModelFolder, encoder.Card, prompt, task.Task.Names, encoder.Width) : null;
        TuningModel probe = backbone.Probe(task.ClassCount);
        backbone.Prefix = FrozenPrefix.Find(probe.Model, backbone.Shapes, probe.Reached, ClassifierHead.Logits);
        check(task, backbone.Prefix);
        progress?.Report(new AuditProgress("reading pictures", 0));
        TuningPictures pictures = TuningPictures.Read(cohort, encoder.Card, threads, cancellation);
        backbone.Run(probe, pictures, source, label, folder, threads, progress, cancellation);
        check(backbone.Task, backbone.Prefix);
        return backbone;
    }

    /// <summary>The model of a benchmark, or null where heads are trained on embeddings.</summary>
    internal static TunedBackbone? Of(
        MitigationBenchmarkRequest request, IReadOnlyList<MitigationMethod> methods,
        IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        if (request.Backbone is not { } backbone)
        {
            return null;
        }

        foreach (MitigationMethod method in methods)
        {
            TunedMethods.Require(method);
        }

        int threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        return Open(
            backbone, Cohort.Open(request.Source.Cohort, cancellation), request.Source,
            (request.Label, request.Positive), request.Training, request.Texts, request.OutputFolder, threads,
            (task, prefix) =>
            {
                foreach (MitigationMethod method in methods)
                {
                    TunedMethods.Require(method, prefix);
                }

                IReadOnlyList<string> names = request.By.Count > 0 ? request.By : [.. task.Cohort.Cohort.Attributes];
                foreach (string name in names)
                {
                    _ = new ValidationJudge(task.Problem(task.Groups([name])), request.Training);
                }
            },
            progress, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => Rows?.Dispose();

    /// <summary>Starts a training of the model with a fresh head.</summary>
    /// <param name="context">Options and seed.</param>
    /// <param name="outputs">Outputs of the head.</param>
    /// <param name="part">The name of the training, for its draws.</param>
    /// <param name="isPlain">Whether all steps are of the mean cross-entropy of rows with weights.</param>
    /// <param name="rule">What surrounds a step.</param>
    internal TunedNetwork Start(MitigationContext context, int outputs, string part, bool isPlain, StepRule rule)
    {
        TrainingOptions options = context.Options;
        TunedHead head = _prompt is not null
            ? _prompt.Start(context.Random(part + ":start"), outputs, options.LogitScale ?? LogitScale)
            : HeadKinds.AreOfTexts(options)
            ? new CosineTunedHead(CosineStart.Of(context, outputs, part, LogitScale), outputs)
            : new DenseTunedHead(
                _center, _scale,
                new DenseNetwork(
                    HeadNetwork.Sizes(options, _center.Length, outputs), context.Random(part + ":start")));
        return new TunedNetwork(this, Build(head, context.Seed), options, outputs, isPlain, rule, context.Seed);
    }

    /// <summary>The inputs of a batch as the tensors that cross the cut.</summary>
    internal OnnxTensor[] Split(float[] batch)
    {
        if (Prefix.Frontier is [{ } only])
        {
            return [new OnnxTensor(only.Name, Sizes(only), batch)];
        }

        OnnxTensor[] tensors = [.. Prefix.Frontier.Select(tensor =>
            new OnnxTensor(tensor.Name, Sizes(tensor), new float[Product(tensor)]))];
        int at = 0;
        for (int row = 0; row < _batchSize; row++)
        {
            foreach (OnnxTensor tensor in tensors)
            {
                int length = tensor.Values.Length / _batchSize;
                batch.AsSpan(at, length).CopyTo(tensor.Values.AsSpan(row * length));
                at += length;
            }
        }

        return tensors;
    }

    private static long[] Sizes(OnnxValueInfo tensor) => [.. tensor.Shape.Select(size => size!.Value)];

    private static long Product(OnnxValueInfo tensor) => tensor.Shape.Aggregate(1L, (a, size) => a * size!.Value);

    private TuningModel Build(TunedHead head, ulong seed) =>
        TuningModel.Build(Request, Card, _model, head, seed);

    /// <summary>A head of the right kind and size, for finding the frozen part.</summary>
    private TunedHead ProbeHead(int outputs)
    {
        int width = _center.Length;
        if (_prompt is not null)
        {
            return _prompt.Start(new RandomSource(0), outputs, LogitScale);
        }

        if (!HeadKinds.AreOfTexts(_training))
        {
            return new DenseTunedHead(_center, _scale, new DenseNetwork([width, outputs], new RandomSource(0)));
        }

        float[] prototypes = new float[outputs * width];
        Array.Fill(prototypes, 1);
        DenseNetwork? adapter = _training.Head == HeadKinds.ClipAdapter
            ? CosineStart.AdapterOf(width, new RandomSource(0)) : null;
        return new CosineTunedHead(
            new CosineStart(prototypes, LogitScale, adapter, _training.AdapterShare), outputs);
    }

    private MitigationTask WithTexts(MitigationTask task) => _texts is null ? task
        : task with { Texts = TextEmbeddings.Read(_texts, task.Cohort.Ids, _center.Length, task.Task.Names) };

    /// <summary>A model with a head of one layer, to see what of it is trained.</summary>
    private TuningModel Probe(int classCount) => Build(ProbeHead(classCount), 0);

    private void Run(
        TuningModel probe, TuningPictures pictures, EmbeddedCohortSource source,
        (string Name, string? Positive) label, string folder, int threads, IProgress<AuditProgress>? progress,
        CancellationToken cancellation)
    {
        Dictionary<string, IReadOnlyList<long>> shapes = Shapes;
        int[] some = [.. Enumerable.Range(0, Math.Min(_batchSize, pictures.RowCount))];
        float[] batch = new float[_batchSize * pictures.Length];
        pictures.Fill(some, batch, cancellation);
        if (!Prefix.KeepsRows(probe.Model, batch, new OnnxSessionSettings { ThreadCount = threads }))
        {
            Prefix = FrozenPrefix.Empty(shapes, probe.Reached);
            Notes.Add(new ReadingNote(
                "frozen_part_not_kept",
                "The frozen part mixes the rows of a batch; nothing of it is kept and it runs with every step.", 1));
        }

        if (Request.PartCount > 1 && Prefix.Frontier.Select(tensor => tensor.Shape[0]).Distinct().Count() > 1)
        {
            Prefix = FrozenPrefix.Empty(shapes, probe.Reached);
            Notes.Add(new ReadingNote(
                "frozen_part_not_kept",
                "The frozen part gives tensors of different numbers of rows, which are not taken in parts; nothing of "
                    + "it is kept and it runs with every step.", 1));
        }

        int length = (int)Prefix.Frontier.Sum(tensor => Product(tensor) / _batchSize);
        ActivationRows? kept = Prefix.IsEmpty ? null
            : new ActivationRows(pictures.Cohort.Count, length, Request.MostMemory, folder);
        Rows = kept is null ? pictures : kept;
        FloatMatrix embeddings = FirstPass(probe, pictures, kept, shapes, threads, progress, cancellation);
        Task = WithTexts(
            MitigationTask.Of(pictures.Cohort.With(embeddings), source, label.Name, label.Positive));
        long classes = probe.Model.Outputs.First(output => output.Name == ClassifierHead.Logits).Shape[1]!.Value;
        Facts = FactsOf(classes == Task.ClassCount ? probe : Probe(Task.ClassCount));
        StandardizedRows statistics = StandardizedRows.Of(embeddings, Task.Splits.Training, scale: true);
        _center = [.. statistics.Means.Select(mean => (float)mean)];
        _scale = [.. statistics.Scales.Select(scale => (float)scale)];
        string facts = JsonSerializer.Serialize(
            new
            {
                pictures.Cohort.Ids, Card.Sha256, Card.Input.Text, Card.Embedding, Request.Adapter, Request.Rank,
                Request.Alpha, Request.Patterns, Request.LayerCount, Request.Threads, _batchSize,
                Request.PartCount, Request.RecomputesActivations, Request.Dropout, Request.Bits,
                OnnxSession.RuntimeVersion, Texts = Task.Texts?.Fingerprint, Request.Prompt,
                Tower = Card.Text?.File?.Sha256, LogitScale,
            },
            AuditJson.Options);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
    }

    private BackboneFacts FactsOf(TuningModel probe)
    {
        bool isLowRank = Request.Adapter == "lora";
        return new BackboneFacts(
            Card.Name, Card.Sha256, Request.Adapter, isLowRank ? Request.Rank : null,
            isLowRank ? Request.Alpha : null, Request.Adapter == "last_layers" ? Request.LayerCount : null,
            probe.TrainedCount, probe.ParameterCount,
            Prefix.IsEmpty ? new Dictionary<string, long>() : Prefix.Frontier.ToDictionary(
                tensor => tensor.Name, tensor => Product(tensor) / _batchSize))
        {
            PartCount = Request.PartCount, RecomputesActivations = Request.RecomputesActivations,
            Dropout = isLowRank ? Request.Dropout : null, Bits = Request.Bits,
        };
    }

    /// <summary>Runs every picture once: what crosses the cut is kept, the embedding too.</summary>
    private FloatMatrix FirstPass(
        TuningModel probe, TuningPictures pictures, ActivationRows? kept,
        Dictionary<string, IReadOnlyList<long>> shapes, int threads, IProgress<AuditProgress>? progress,
        CancellationToken cancellation)
    {
        int count = pictures.Cohort.Count;
        string[] wanted = kept is null ? [ClassifierHead.Pooled]
            : [.. Prefix.Frontier.Select(tensor => tensor.Name).Append(ClassifierHead.Pooled)];
        string[] inner = [.. wanted.Where(name => !shapes.ContainsKey(name)).Distinct()];
        using var session = OnnxSession.Open(
            Prefix.Before(probe.Model, ClassifierHead.Pooled), new OnnxSessionSettings { ThreadCount = threads });
        float[] batch = new float[_batchSize * pictures.Length];
        float[] embeddings = new float[count * _center.Length];
        int[] rows = [.. Enumerable.Range(0, count)];
        (string name, IReadOnlyList<long> shape) = shapes.First();
        for (int start = 0; start < count; start += _batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new AuditProgress("running the frozen part", (double)start / count));
            int taken = Math.Min(_batchSize, count - start);
            pictures.Fill(rows.AsSpan(start, taken), batch, cancellation);
            Dictionary<string, float[]> given = session.Run([new OnnxTensor(name, shape, batch)], [], inner)
                .ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
            given[name] = batch;
            int width = given[ClassifierHead.Pooled].Length / _batchSize;
            given[ClassifierHead.Pooled].AsSpan(0, taken * width).CopyTo(embeddings.AsSpan(start * width));
            Keep(kept, given, start, taken);
        }

        FloatMatrix matrix = new(embeddings, _center.Length);
        return matrix.FirstRowNotFinite() is int bad and >= 0
            ? throw new ProbeException(
                $"The model gives no finite embedding for sample '{pictures.Cohort.Ids[bad]}' before training; check "
                    + "its preprocessing with 'isonomia model check'.")
            : matrix;
    }

    private void Keep(ActivationRows? kept, Dictionary<string, float[]> given, int start, int taken)
    {
        if (kept is null)
        {
            return;
        }

        float[] row = new float[kept.Length];
        for (int i = 0; i < taken; i++)
        {
            int at = 0;
            foreach (OnnxValueInfo tensor in Prefix.Frontier)
            {
                float[] values = given[tensor.Name];
                int length = values.Length / _batchSize;
                values.AsSpan(i * length, length).CopyTo(row.AsSpan(at));
                at += length;
            }

            kept.Put(start + i, row);
        }
    }
}
