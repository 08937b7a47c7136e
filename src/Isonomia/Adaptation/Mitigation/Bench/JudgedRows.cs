using Isonomia.Datasets;

namespace Isonomia.Adaptation;

/// <summary>Rows with labels and groups on which runs are judged.</summary>
internal sealed class JudgedRows
{
    private readonly int[] _places;
    private readonly int[] _labels;
    private readonly int[][] _groups;
    private readonly int _classCount;

    /// <param name="task">The rows.</param>
    /// <param name="target">The groups.</param>
    /// <param name="isTest">Whether test rows are meant, else validation rows.</param>
    internal JudgedRows(MitigationTask task, Grouping target, bool isTest)
    {
        int[] all = BenchmarkTrial.JudgedRows(task);
        int validation = task.Splits.Validation.Count;
        _classCount = task.ClassCount;
        _places = [.. Enumerable.Range(0, all.Length).Where(i =>
            (i >= validation) == isTest && target.Codes[all[i]] >= 0)];
        _labels = [.. _places.Select(i => task.Task.Classes[all[i]])];
        _groups = [.. Enumerable.Range(0, target.Groups.Count)
            .Select(g => Enumerable.Range(0, _places.Length)
                .Where(i => target.Codes[all[_places[i]]] == g).ToArray())
            .Where(IsEnough)];
    }

    /// <summary>How many groups can be judged.</summary>
    internal int GroupCount => _groups.Length;

    /// <summary>Judges scores by AUROC, of several classes the mean one against the rest over classes that
    /// occur.</summary>
    internal JudgedValues ByScore(BenchmarkRun run) => Of(run, ScoresOf(run), Auroc);

    /// <summary>Judges decisions by balanced accuracy: the run's own, else at a threshold; of several classes the most
    /// probable.</summary>
    internal JudgedValues ByDecision(BenchmarkRun run, double threshold)
    {
        double[] scores = ScoresOf(run);
        if (_classCount == 2)
        {
            double cut = run.Decides ? 0.5 : threshold;
            scores = [.. scores.Select(score => score >= cut ? 1.0 : 0)];
        }

        return Of(run, scores, (own, rows) => Recalls(own, rows).Where(recall => !double.IsNaN(recall)).Average());
    }

    /// <summary>The smallest threshold of the largest Youden index on these rows; of several classes there is
    /// none.</summary>
    internal double YoudenThreshold(BenchmarkRun run)
    {
        if (_classCount > 2)
        {
            return double.NaN;
        }

        double[] scores = ScoresOf(run);
        double positives = _labels.Count(label => label == 1);
        double negatives = _labels.Length - positives;
        (double best, double threshold) = (double.NegativeInfinity, 0.5);
        (double above, double wrong) = (0, 0);
        foreach (IGrouping<double, int> block in Enumerable.Range(0, scores.Length)
            .GroupBy(i => scores[i]).OrderByDescending(block => block.Key))
        {
            above += block.Count(i => _labels[i] == 1);
            wrong += block.Count(i => _labels[i] == 0);
            double index = (above / positives) - (wrong / negatives);
            if (index >= best)
            {
                (best, threshold) = (index, block.Key);
            }
        }

        return threshold;
    }

    private JudgedValues Of(BenchmarkRun run, double[] scores, Func<double[], int[], double> value)
    {
        int[] all = [.. Enumerable.Range(0, _labels.Length)];
        return new JudgedValues(
            all.Length == 0 ? double.NaN : value(scores, all), [.. _groups.Select(rows => value(scores, rows))],
            [.. Recalls(scores, all).Where(recall => !double.IsNaN(recall))]);
    }

    private double[] ScoresOf(BenchmarkRun run) => ClassScores.Take([.. run.Scores], _places, _classCount);

    private double Auroc(double[] scores, int[] rows)
    {
        double[] values = [.. Enumerable.Range(_classCount == 2 ? 1 : 0, _classCount == 2 ? 1 : _classCount)
            .Select(label => RankAuroc.Of(
                [.. rows.Select(i => ClassScores.Of(scores, i, label, _classCount))],
                [.. rows.Select(i => (sbyte)(_labels[i] == label ? 1 : 0))]))
            .Where(value => value.IsDefined).Select(value => value.Value)];
        return values.Length == 0 ? double.NaN : values.Average();
    }

    private double[] Recalls(double[] scores, int[] rows) => ValidationJudge.Recalls(
        ClassScores.Take(scores, rows, _classCount), [.. rows.Select(i => _labels[i])], _classCount);

    /// <summary>At least 10 rows in and outside of the positive class; of several classes, of one of them.</summary>
    private bool IsEnough(int[] rows)
    {
        int[] counts = MitigationProblem.Counts(rows, i => _labels[i], _classCount);
        return Enumerable.Range(_classCount == 2 ? 1 : 0, _classCount == 2 ? 1 : _classCount).Any(k =>
            counts[k] >= ValidationJudge.Floor && rows.Length - counts[k] >= ValidationJudge.Floor);
    }
}
