using Isonomia.Fairness;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Steps, epochs, selection and checkpoints of one training.</summary>
internal sealed class TuningLoop : IDisposable
{
    private const string RowWeights = "tuning/weights";
    private const string RowLabels = "tuning/labels";

    private readonly TuneRequest _request;
    private readonly TuningModel _model;
    private readonly TuningPictures _pictures;
    private readonly MitigationProblem _problem;
    private readonly ValidationJudge _judge;
    private readonly TuningCheckpoint _checkpoint;
    private readonly TrainingSession _session;
    private readonly float[] _batch;
    private readonly int _batchSize;
    private readonly List<double> _seconds = [];
    private TuningState _state;

    internal TuningLoop(
        TuneRequest request, TuningModel model, TuningPictures pictures, MitigationProblem problem,
        ValidationJudge judge, TuningCheckpoint checkpoint, string fingerprint)
    {
        (_request, _model, _pictures, _problem) = (request, model, pictures, problem);
        (_judge, _checkpoint) = (judge, checkpoint);
        TrainingOptions options = request.Training;
        _batchSize = options.BatchSize;
        _batch = new float[_batchSize * pictures.Length];
        _state = checkpoint.Read(fingerprint) ?? new TuningState { Fingerprint = fingerprint };
        ResumedFrom = _state.Step;
        Onnx.Optimizer optimizer = options.Optimizer == "sgd"
            ? Onnx.Optimizer.Sgd(0.9, options.WeightDecay) : Onnx.Optimizer.AdamW(weightDecay: options.WeightDecay);
        _session = TrainingSession.Start(new TrainingRequest
        {
            Model = model.Model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { [model.Card.Input.Name] = Shape },
            Loss = Loss.SoftmaxCrossEntropy(LinearHead.Logits, RowLabels, RowWeights),
            Parameters = model.Parameters,
            Optimizer = optimizer with { ClippingNorm = options.ClippingNorm > 0 ? options.ClippingNorm : null },
            Session = Settings,
        });
        if (_state.Step > 0)
        {
            _session.Resume(checkpoint.StepPath(_state.Step));
        }
    }

    internal long ResumedFrom { get; }

    internal TuningState State => _state;

    /// <summary>The median seconds of a step, or null where none was made.</summary>
    internal double? SecondsPerStep => _seconds.Count == 0 ? null : _seconds.Order().ElementAt(_seconds.Count / 2);

    private long[] Shape =>
        [_batchSize, _model.Card.Input.BandCount, _model.Card.Input.Height, _model.Card.Input.Width];

    private OnnxSessionSettings Settings => new() { ThreadCount = _request.Threads };

    public void Dispose() => _session.Dispose();

    /// <summary>Trains until the epochs or the patience end; gives the plain model of the best epoch.</summary>
    internal OnnxModel Run(IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        TrainingOptions options = _request.Training;
        while (_state.Epoch < options.Epochs && !IsOver(options))
        {
            RunEpoch(progress, cancellation);
        }

        if (_state.BestEpoch == 0)
        {
            throw new ProbeException(
                $"No epoch had a defined '{options.Selection}' on validation; nothing could be chosen.");
        }

        _session.Resume(_checkpoint.BestPath(_state.BestEpoch));
        return _model.Merged(_session.Export());
    }

    /// <summary>The probability of the positive class.</summary>
    /// <exception cref="ProbeException">A score is no finite number.</exception>
    internal double[] Scores(OnnxModel model, int[] rows, CancellationToken cancellation)
    {
        using var session = OnnxSession.Open(model, Settings);
        double[] scores = new double[rows.Length];
        for (int start = 0; start < rows.Length; start += _batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_batchSize, rows.Length - start);
            _pictures.Fill(rows.AsSpan(start, count), _batch, cancellation);
            float[] logits = session.Run(
                new OnnxTensor(_model.Card.Input.Name, Shape, _batch), LinearHead.Logits)[0].Values;
            for (int i = 0; i < count; i++)
            {
                double score = 1 / (1 + Math.Exp((double)logits[2 * i] - logits[(2 * i) + 1]));
                scores[start + i] = double.IsFinite(score) ? score : throw new ProbeException(
                    $"The model gives no finite score for sample '{_problem.Ids[rows[start + i]]}' after step "
                        + $"{_state.Step}; try a smaller learning rate (--learning-rate).");
            }
        }

        return scores;
    }

    private bool IsOver(TrainingOptions options) =>
        options.Patience > 0 && _state.BestEpoch > 0 && _state.Epoch - _state.BestEpoch >= options.Patience;

    private void RunEpoch(IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        TrainingOptions options = _request.Training;
        int[] order = (int[])_problem.Training.Clone();

        // The order of an epoch depends on seed and epoch alone, so that a training can go on in its middle.
        RandomSource.For(_request.Seed, "tuning:batches", _state.Epoch).Shuffle<int>(order);
        int stepCount = (order.Length + _batchSize - 1) / _batchSize;
        long allSteps = (long)stepCount * options.Epochs;
        while (_state.StepInEpoch < stepCount)
        {
            cancellation.ThrowIfCancellationRequested();
            int start = _state.StepInEpoch * _batchSize;
            int[] rows = order[start..Math.Min(start + _batchSize, order.Length)];
            double loss = Step(rows, Onnx.LearningRate.Cosine(options.LearningRate, _state.Step, allSteps),
                cancellation);
            _state = _state with
            {
                Step = _session.StepCount, StepInEpoch = _state.StepInEpoch + 1, LossSum = _state.LossSum + loss,
            };
            if (_state.Step % _request.CheckpointSteps == 0)
            {
                _checkpoint.Write(_session, _state);
            }

            progress?.Report(new AuditProgress(
                $"epoch {_state.Epoch + 1} of {options.Epochs}", (double)_state.StepInEpoch / stepCount));
        }

        double value = _judge.Of(Scores(_session.Export(), _problem.Validation, cancellation));
        int epoch = _state.Epoch + 1;
        bool isBetter = double.IsFinite(value) && (_state.Best is not { } best || value > best);
        if (isBetter)
        {
            _checkpoint.WriteBest(_session, epoch);
        }

        TuneEpoch entry = new(
            epoch, _state.Step, _state.LossSum / stepCount, double.IsFinite(value) ? value : null);
        _state = _state with
        {
            Epoch = epoch, StepInEpoch = 0, LossSum = 0, History = [.. _state.History, entry],
            BestEpoch = isBetter ? epoch : _state.BestEpoch, Best = isBetter ? value : _state.Best,
        };
        _checkpoint.Write(_session, _state);
    }

    private double Step(int[] rows, double rate, CancellationToken cancellation)
    {
        _pictures.Fill(rows, _batch, cancellation);
        long[] labels = new long[_batchSize];
        float[] weights = new float[_batchSize];
        for (int i = 0; i < rows.Length; i++)
        {
            (labels[i], weights[i]) = (_problem.Labels[rows[i]], (float)_problem.Weights[rows[i]]);
        }

        long start = _request.Clock.GetTimestamp();
        try
        {
            double loss = _session.Step(
                [
                    new OnnxTensor(_model.Card.Input.Name, Shape, _batch),
                    new OnnxTensor(RowWeights, [_batchSize], weights),
                ],
                [new OnnxIntegers(RowLabels, [_batchSize], labels)], rate).Loss;
            _seconds.Add(_request.Clock.GetElapsedTime(start).TotalSeconds);
            return loss;
        }
        catch (TrainingException failure)
        {
            // The session still holds the parameters of the step before.
            _checkpoint.Write(_session, _state);
            throw new TrainingException(
                $"{failure.Message} The batch held the samples "
                    + $"{string.Join(", ", rows.Select(row => $"'{_problem.Ids[row]}'"))}; the weights of step "
                    + $"{_state.Step} are kept in the folder 'checkpoint'.", failure.Step, failure);
        }
    }
}
