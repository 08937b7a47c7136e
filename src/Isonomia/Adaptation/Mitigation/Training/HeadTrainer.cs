using Isonomia.Fairness;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Trains a head on standardized embeddings, or a model with its head: batches, loss, backward, step; early
/// stopping on validation rows.</summary>
/// <remarks>One thread for a head, so that a seed gives the same bytes whatever else runs; runs are what is done in
/// parallel.</remarks>
internal sealed partial class HeadTrainer : IDisposable
{
    private readonly MitigationContext _context;
    private readonly MitigationProblem _problem;
    private readonly TrainingLoss _loss;
    private readonly StepRule _rule;
    private readonly TrainedNetwork _network;
    private readonly BatchDealer _dealer;
    private readonly TrainingMark? _mark;
    private TrainerState _state = new();
    private WeightAverage _average;
    private float[] _gathered = [];

    internal HeadTrainer(MitigationContext context, TrainingLoss loss, StepRule? rule = null, string part = "head")
    {
        (_context, _problem, _loss, _rule) = (context, context.Problem, loss, rule ?? new StepRule());
        int outputs = loss.OutputCount(_problem.ClassCount, _problem.GroupNames.Count);
        _network = context.Backbone is { } backbone ? backbone.Start(context, outputs, part, loss.IsPlain, _rule)
            : HeadKinds.AreOfTexts(context.Options) ? new CosineNetwork(context, outputs, part)
            : new HeadNetwork(context, outputs, part);
        BatchSampling sampling = _problem.Sampling == BatchSampling.Shuffled ? loss.Sampling : _problem.Sampling;
        _dealer = new BatchDealer(
            _problem, sampling, context.Options.BatchSize, context.Random(part + ":batches"));

        _mark = _network is TunedNetwork tuned ? context.Journal?.Next(tuned, loss) : null;
        _state = _mark?.State ?? new TrainerState();
        _average = _mark?.Average ?? new WeightAverage();
        for (int epoch = 0; epoch < _state.Epoch; epoch++)
        {
            // The draws of epochs that need not be made again.
            _ = _dealer.Epoch().Count();
        }
    }

    internal TrainedNetwork Network => _network;

    internal TrainerState State => _state;

    internal static OptimizerSettings SettingsOf(TrainingOptions options) => new(
        options.LearningRate, options.WeightDecay, options.ClippingNorm, options.Optimizer == "sgd");

    /// <summary>Trains with a loss of the context's own.</summary>
    internal static TrainedScores Run(
        MitigationContext context, TrainingLoss loss, StepRule? rule, CancellationToken cancellation)
    {
        using HeadTrainer trainer = new(context, loss, rule);
        return trainer.Train(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    /// <summary>Scores rows with the present parameters, in the form of <see cref="ClassScores"/>.</summary>
    internal double[] Scores(int[] rows)
    {
        int chunk = _network.ChunkSize;
        int own = ClassScores.Width(_problem.ClassCount);
        double[] scores = new double[rows.Length * own];
        double[] probabilities = new double[_problem.ClassCount];
        for (int start = 0; start < rows.Length; start += chunk)
        {
            int count = Math.Min(chunk, rows.Length - start);
            _gathered = _network.Gather(rows.AsSpan(start, count), _gathered);
            ReadOnlySpan<float> outputs = _network.Forward(_gathered, count);
            int width = outputs.Length / count;
            for (int i = 0; i < count; i++)
            {
                _loss.Probabilities(outputs.Slice(i * width, width), probabilities);
                if (!double.IsFinite(probabilities[^1]))
                {
                    throw new ProbeException(
                        "The weights grew beyond all bounds; try a smaller learning rate (--learning-rate).");
                }

                probabilities.AsSpan(probabilities.Length - own).CopyTo(scores.AsSpan((start + i) * own));
            }
        }

        return scores;
    }

    /// <summary>What the last layer reads of every row with the present parameters, shape [n, h]: the hidden layer, or
    /// the standardized embeddings of a linear head.</summary>
    internal FloatMatrix Features()
    {
        int chunk = _network.ChunkSize;
        int count = _network.RowCount;
        int[] rows = [.. Enumerable.Range(0, count)];
        float[] features = [];
        int width = 0;
        for (int start = 0; start < rows.Length; start += chunk)
        {
            int taken = Math.Min(chunk, rows.Length - start);
            _gathered = _network.Gather(rows.AsSpan(start, taken), _gathered);
            _network.Forward(_gathered, taken);
            ReadOnlySpan<float> own = _network.Features.Length > 0 ? _network.Features : _network.Standardized;
            if (start == 0)
            {
                width = _network.Features.Length > 0 ? own.Length / taken : _problem.Embeddings.Width;
                features = new float[count * width];
            }

            own[..(taken * width)].CopyTo(features.AsSpan(start * width));
        }

        return new FloatMatrix(features, width);
    }

    /// <summary>Runs one epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    internal void RunEpoch(int epoch, CancellationToken cancellation)
    {
        if (epoch < _state.Epoch)
        {
            return;
        }

        TrainingOptions options = _context.Options;
        int step = epoch * _dealer.StepCount;
        long steps = (long)options.Epochs * _dealer.StepCount;
        int made = step + _state.StepInEpoch;
        foreach (int[] rows in _dealer.Epoch())
        {
            cancellation.ThrowIfCancellationRequested();
            if (step++ < made)
            {
                continue;
            }

            double rate = options.Schedule == "cosine" ? LearningRate.Cosine(1, step - 1, steps) : 1;
            double loss = Step(rows, step - 1, (double)(step - 1) / steps, rate);
            if (_rule.IsDense)
            {
                _average.Add(_network.Snapshot());
            }

            _state = _state with
            {
                Step = step, StepInEpoch = _state.StepInEpoch + 1, LossSum = _state.LossSum + loss,
            };
            if (_mark?.IsDue(step) == true)
            {
                _mark.Write(_state, _average);
            }

            _context.Progress?.Report(new AuditProgress(
                $"epoch {epoch + 1} of {options.Epochs}", (double)_state.StepInEpoch / _dealer.StepCount));
        }

        _state = _state with
        {
            Epoch = epoch + 1, StepInEpoch = 0, LossSum = 0,
            History = [.. _state.History, new TuneEpoch(epoch + 1, step, _state.LossSum / _dealer.StepCount, null)],
        };
    }

    private double Step(int[] rows, int step, double share, double rate)
    {
        _gathered = _network.Gather(rows, _gathered);
        try
        {
            int[] labels = [.. rows.Select(row => _problem.Labels[row])];
            double[] weights = [.. rows.Select(row => _problem.Weights[row])];
            if (_network.PlainStep(_gathered, labels, weights, rate) is { } plain)
            {
                return plain;
            }

            _loss.PrepareInputs(rows, _gathered);
            LossBatch batch = Evaluate(rows, step, share, out double loss);
            if (_rule.Rho > 0)
            {
                float[][] there = _network.Snapshot();
                _network.Perturb(_rule);
                batch = Evaluate(rows, step, share, out _);
                _network.Restore(there);
            }

            _network.Step(rate);
            if (_loss.AfterStep(batch))
            {
                _network.Forget();
            }

            return loss;
        }
        catch (TrainingException failure)
        {
            // The session still holds the parameters of the step before.
            _mark?.Write(_state, _average);
            throw new TrainingException(
                $"{failure.Message} The batch held the samples "
                    + $"{string.Join(", ", rows.Select(row => $"'{_problem.Ids[row]}'"))}"
                    + (_mark is null ? "."
                        : $"; the weights of step {_state.Step} are kept in the folder 'checkpoint'."),
                failure.Step, failure);
        }
    }

    private LossBatch Evaluate(int[] rows, int step, double share, out double loss)
    {
        ReadOnlySpan<float> outputs = _network.ForwardInTraining(_gathered, rows.Length);
        LossBatch batch = new()
        {
            Rows = rows,
            ClassCount = _problem.ClassCount,
            Logits = Widened(outputs),
            Labels = [.. rows.Select(row => _problem.Labels[row])],
            Groups = [.. rows.Select(row => _problem.Groups[row])],
            GroupCount = _problem.GroupNames.Count,
            Weights = [.. rows.Select(row => _problem.Weights[row])],
            Features = Widened(_network.Features),
            Inputs = _network.Standardized,
            Step = step,
            Share = share,
        };
        loss = _loss.Evaluate(batch);
        if (!double.IsFinite(loss))
        {
            throw _context.Backbone is not null ? new TrainingException(
                $"The loss of step {step + 1} is no finite number; the parameters of the step before are kept. A lower "
                    + "learning rate, or inputs without infinite or missing numbers, may help.", step + 1)
                : new ProbeException(
                $"The loss is not finite at step {step}; try a smaller learning rate (--learning-rate).");
        }

        _network.Backward(batch);
        return batch;
    }

    private static double[] Widened(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }
}
