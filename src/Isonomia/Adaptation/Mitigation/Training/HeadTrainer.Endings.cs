using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <content>The ways in which a training ends: at the best epoch, with an average of epochs, with an average of the
/// valley of the validation loss.</content>
internal sealed partial class HeadTrainer
{
    /// <summary>Trains and scores every row.</summary>
    /// <exception cref="ProbeException">The loss is no longer finite, or validation cannot judge.</exception>
    internal TrainedScores Train(CancellationToken cancellation)
    {
        ValidationJudge judge = new(_problem, _context.Options);
        if (judge.Note is { } note && !_context.Notes.Contains(note))
        {
            _context.Notes.Add(note);
        }

        if (_network.StartsZeroShot && _state is { Step: 0, Start: null })
        {
            _state = _state with { Start = judge.Judge(Scores(_problem.Validation)) };
        }

        return _rule.IsDense ? TrainDensely(judge, cancellation)
            : _rule.AverageFrom < 1 ? TrainAveraging(judge, cancellation) : TrainChoosing(judge, cancellation);
    }

    /// <summary>Keeps the epoch that the rule chooses, and stops when it has chosen no newer one for a while.</summary>
    private TrainedScores TrainChoosing(ValidationJudge judge, CancellationToken cancellation)
    {
        TrainingOptions options = _context.Options;
        EpochChoice choice = new(options, _state.Judged);
        Dictionary<int, float[][]> kept = _mark?.Kept ?? [];
        while (_state.Epoch < options.Epochs && !IsOver(options))
        {
            RunEpoch(_state.Epoch, cancellation);
            choice.Add(judge.Judge(Scores(_problem.Validation)));
            bool isKept = choice.Keep(kept, _network.Snapshot);
            _mark?.Keep(choice.Needed, isKept ? _state.Epoch : null);
            _state = _state with
            {
                Judged = [.. choice.Epochs], BestEpoch = choice.Best, History = Told(choice),
            };
            _mark?.Write(_state, null);
        }

        if (choice.Note is { } note)
        {
            _context.Notes.Add(note);
        }

        _network.Restore(kept[choice.Best]);
        return Done(Scores([.. Enumerable.Range(0, _network.RowCount)]), choice.BestValue, judge);
    }

    /// <summary>SWA: the average of the last epochs.</summary>
    private TrainedScores TrainAveraging(ValidationJudge judge, CancellationToken cancellation)
    {
        int epochs = _context.Options.Epochs;
        while (_state.Epoch < epochs)
        {
            RunEpoch(_state.Epoch, cancellation);
            if (_state.Epoch > _rule.AverageFrom * epochs)
            {
                _average.Add(_network.Snapshot());
            }

            _mark?.Write(_state, _average);
        }

        return Averaged(judge, _average);
    }

    /// <summary>SWAD: an average a segment (epoch), then the valley of the validation losses.</summary>
    private TrainedScores TrainDensely(ValidationJudge judge, CancellationToken cancellation)
    {
        List<float[][]> segments = _mark?.Segments ?? [];
        while (_state.Epoch < _context.Options.Epochs)
        {
            RunEpoch(_state.Epoch, cancellation);
            float[][] there = _network.Snapshot();
            segments.Add(_average.Parameters());
            _network.Restore(segments[^1]);
            double[] scores = Scores(_problem.Validation);
            _network.Restore(there);
            _mark?.WriteSegment(_state.Epoch, _average);
            _average = new WeightAverage();
            _state = _state with
            {
                SegmentLosses =
                [
                    .. _state.SegmentLosses,
                    _problem.Validation.Select((row, i) => -Math.Log(Math.Max(
                        ClassScores.Of(scores, i, _problem.Labels[row], _problem.ClassCount), 1e-12))).Average(),
                ],
            };
            _mark?.Write(_state, null);
        }

        var valley = LossValley.Of(_state.SegmentLosses, _rule);
        if (!valley.IsConverged)
        {
            _context.Notes.Add("The validation loss never settled; the last segment was taken.");
        }

        WeightAverage final = new();
        for (int k = valley.First; k <= valley.Last; k++)
        {
            final.Add(segments[k]);
        }

        return Averaged(judge, final);
    }

    private TrainedScores Averaged(ValidationJudge judge, WeightAverage average)
    {
        _network.Restore(average.Parameters());
        double[] scores = Scores([.. Enumerable.Range(0, _network.RowCount)]);
        return Done(scores, judge.Of(ClassScores.Take(scores, _problem.Validation, _problem.ClassCount)), judge);
    }

    private bool IsOver(TrainingOptions options) => options.Patience > 0 && _state.Epoch > 0
        && _state.Epoch - _state.BestEpoch >= options.Patience;

    /// <summary>The history with what the rule says of every epoch now.</summary>
    private TuneEpoch[] Told(EpochChoice choice) => [.. _state.History.Select((epoch, i) => epoch with
    {
        ValidationValue = choice.Value(i + 1),
        Overall = choice.Epochs[i].OverallOrNull,
        Worst = choice.Epochs[i].Worst,
        Gap = choice.Epochs[i].Gap,
    })];

    private TrainedScores Done(double[] scores, double value, ValidationJudge judge)
    {
        if (_state.Start is { } start)
        {
            JudgedValues end = judge.Judge(ClassScores.Take(scores, _problem.Validation, _problem.ClassCount));
            _context.Notes.Add(
                $"Before training, by the prompts alone, AUROC on validation was {Told(start)}; with what was kept it "
                    + $"is "
                    + $"{Told(end)}.");
        }

        return new(scores, _state.Epoch, _state.BestEpoch, value)
        {
            History = _state.History,
            Tuned = (_network as TunedNetwork)?.Weights,
            Layer = (_network as HeadNetwork)?.Layer,
        };

        static string Told(JudgedValues values) => values.Worst is { } worst
            ? FormattableString.Invariant($"{values.OverallOrNull:0.000} overall and {worst:0.000} in the worst group")
            : FormattableString.Invariant($"{values.OverallOrNull:0.000} overall");
    }
}
