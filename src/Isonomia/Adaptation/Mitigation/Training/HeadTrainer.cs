using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Trains a head on standardized embeddings: batches, loss, backward, step; early stopping on validation
/// rows.</summary>
/// <remarks>One thread, so that a seed gives the same bytes whatever else runs; runs are what is done in
/// parallel.</remarks>
internal sealed class HeadTrainer
{
    private const int HiddenCount = 256;

    private readonly MitigationContext _context;
    private readonly MitigationProblem _problem;
    private readonly TrainingLoss _loss;
    private readonly StepRule _rule;
    private readonly StandardizedInputs _inputs;
    private readonly DenseNetwork _network;
    private readonly Optimizer _optimizer;
    private readonly BatchDealer _dealer;
    private float[] _gathered = [];

    internal HeadTrainer(MitigationContext context, TrainingLoss loss, StepRule? rule = null, string part = "head")
    {
        (_context, _problem, _loss, _rule) = (context, context.Problem, loss, rule ?? new StepRule());
        TrainingOptions options = context.Options;
        _inputs = StandardizedInputs.Of(_problem.Embeddings, _problem.Training);
        int outputs = loss.OutputCount(_problem.ClassCount, _problem.GroupNames.Count);
        int[] sizes = options.Head == "mlp" ? [_inputs.Width, HiddenCount, outputs] : [_inputs.Width, outputs];
        _network = new DenseNetwork(sizes, context.Random(part + ":start"));
        _optimizer = new Optimizer(_network, SettingsOf(options));
        BatchSampling sampling = _problem.Sampling == BatchSampling.Shuffled ? loss.Sampling : _problem.Sampling;
        _dealer = new BatchDealer(_problem, sampling, options.BatchSize, context.Random(part + ":batches"));
    }

    internal DenseNetwork Network => _network;

    internal static OptimizerSettings SettingsOf(TrainingOptions options) => new(
        options.LearningRate, options.WeightDecay, options.ClippingNorm, options.Optimizer == "sgd");

    /// <summary>Trains with a loss of the context's own.</summary>
    internal static TrainedScores Run(
        MitigationContext context, TrainingLoss loss, StepRule? rule, CancellationToken cancellation) =>
        new HeadTrainer(context, loss, rule).Train(cancellation);

    /// <summary>Trains and scores every row.</summary>
    /// <exception cref="ProbeException">The loss is no longer finite, or validation cannot judge.</exception>
    internal TrainedScores Train(CancellationToken cancellation)
    {
        TrainingOptions options = _context.Options;
        ValidationJudge judge = new(_problem, options.Selection);
        if (judge.Note is { } note && !_context.Notes.Contains(note))
        {
            _context.Notes.Add(note);
        }

        if (_rule.IsDense)
        {
            return TrainDensely(judge, cancellation);
        }

        bool isAveraging = _rule.AverageFrom < 1;
        (double best, int bestEpoch, float[][] kept) = (double.NegativeInfinity, 0, _network.Snapshot());
        ParameterAverage average = new();
        int epoch = 0;
        while (epoch < options.Epochs)
        {
            RunEpoch(epoch++, cancellation, null);
            if (isAveraging)
            {
                if (epoch > _rule.AverageFrom * options.Epochs)
                {
                    average.Add(_network.Snapshot());
                }

                continue;
            }

            double value = judge.Of(Scores(_problem.Validation));
            if (value > best)
            {
                (best, bestEpoch, kept) = (value, epoch, _network.Snapshot());
            }
            else if (options.Patience > 0 && epoch - bestEpoch >= options.Patience)
            {
                break;
            }
        }

        _network.Restore(isAveraging ? average.Value : kept);
        double[] scores = Scores([.. Enumerable.Range(0, _inputs.Count)]);
        best = isAveraging ? judge.Of(ClassScores.Take(scores, _problem.Validation, _problem.ClassCount)) : best;
        return new TrainedScores(scores, epoch, bestEpoch, best);
    }

    /// <summary>Scores rows with the present parameters, in the form of <see cref="ClassScores"/>.</summary>
    internal double[] Scores(int[] rows)
    {
        const int chunk = 1024;
        int own = ClassScores.Width(_problem.ClassCount);
        double[] scores = new double[rows.Length * own];
        double[] probabilities = new double[_problem.ClassCount];
        for (int start = 0; start < rows.Length; start += chunk)
        {
            int count = Math.Min(chunk, rows.Length - start);
            _gathered = _inputs.Gather(rows.AsSpan(start, count), _gathered);
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

    /// <summary>The hidden layer of every row with the present parameters, shape [n, 256].</summary>
    internal FloatMatrix Features()
    {
        const int chunk = 1024;
        float[] features = new float[_inputs.Count * _network.FeatureCount];
        int[] rows = [.. Enumerable.Range(0, _inputs.Count)];
        for (int start = 0; start < rows.Length; start += chunk)
        {
            int count = Math.Min(chunk, rows.Length - start);
            _gathered = _inputs.Gather(rows.AsSpan(start, count), _gathered);
            _network.Forward(_gathered, count);
            _network.Features.CopyTo(features.AsSpan(start * _network.FeatureCount));
        }

        return new FloatMatrix(features, _network.FeatureCount);
    }

    /// <summary>Runs one epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <param name="average">Collects the parameters after every step, or null.</param>
    internal void RunEpoch(int epoch, CancellationToken cancellation, ParameterAverage? average)
    {
        int step = epoch * _dealer.StepCount;
        double steps = (double)_context.Options.Epochs * _dealer.StepCount;
        foreach (int[] rows in _dealer.Epoch())
        {
            cancellation.ThrowIfCancellationRequested();
            _gathered = _inputs.Gather(rows, _gathered);
            _loss.PrepareInputs(rows, _gathered);
            LossBatch batch = Evaluate(rows, step, step / steps);
            if (_rule.Rho > 0)
            {
                float[][] there = _network.Snapshot();
                Perturb();
                batch = Evaluate(rows, step, step / steps);
                _network.Restore(there);
            }

            _optimizer.Step();
            if (_loss.AfterStep(batch))
            {
                _optimizer.Reset();
            }

            average?.Add(_network.Snapshot());
            step++;
        }
    }

    private LossBatch Evaluate(int[] rows, int step, double share)
    {
        ReadOnlySpan<float> outputs = _network.Forward(_gathered, rows.Length);
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
            Inputs = _gathered,
            Step = step,
            Share = share,
        };
        double loss = _loss.Evaluate(batch);
        if (!double.IsFinite(loss))
        {
            throw new ProbeException(
                $"The loss is not finite at step {step}; try a smaller learning rate (--learning-rate).");
        }

        _network.ClearGradient();
        _network.Backward(batch.LogitGradient, batch.Features.Length > 0 ? batch.FeatureGradient : []);
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

    /// <summary>Moves the parameters up the gradient: SAM, or ASAM where the radius follows the weights.</summary>
    private void Perturb() => Sharpness.Perturb(
        [.. _network.Layers.Select(layer => layer.Parameters)], [.. _network.Layers.Select(layer => layer.Gradient)],
        _rule.Rho, _rule.IsAdaptive);

    /// <summary>SWAD: an average a segment (epoch), then the valley of the validation losses.</summary>
    private TrainedScores TrainDensely(ValidationJudge judge, CancellationToken cancellation)
    {
        List<float[][]> segments = [];
        List<double> losses = [];
        for (int epoch = 0; epoch < _context.Options.Epochs; epoch++)
        {
            ParameterAverage average = new();
            RunEpoch(epoch, cancellation, average);
            float[][] there = _network.Snapshot();
            _network.Restore(average.Value);
            segments.Add(average.Value);
            double[] scores = Scores(_problem.Validation);
            losses.Add(_problem.Validation.Select((row, i) => -Math.Log(Math.Max(
                ClassScores.Of(scores, i, _problem.Labels[row], _problem.ClassCount), 1e-12))).Average());
            _network.Restore(there);
        }

        LossValley valley = LossValley.Of(losses, _rule);
        if (!valley.IsConverged)
        {
            _context.Notes.Add("The validation loss never settled; the last segment was taken.");
        }

        ParameterAverage final = new();
        for (int k = valley.First; k <= valley.Last; k++)
        {
            final.Add(segments[k]);
        }

        _network.Restore(final.Value);
        double[] all = Scores([.. Enumerable.Range(0, _inputs.Count)]);
        return new TrainedScores(
            all, _context.Options.Epochs, 0,
            judge.Of(ClassScores.Take(all, _problem.Validation, _problem.ClassCount)));
    }
}
