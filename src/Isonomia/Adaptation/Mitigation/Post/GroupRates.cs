namespace Isonomia.Adaptation;

/// <summary>The rates of one group at every threshold between its distinct scores.</summary>
internal sealed class GroupRates
{
    private readonly double[] _thresholds;
    private readonly double[] _truePositives;
    private readonly double[] _falsePositives;

    internal GroupRates(double[] scores, int[] labels)
    {
        double[] distinct = [.. scores.Distinct().OrderDescending()];
        _thresholds = new double[distinct.Length + 1];
        _truePositives = new double[_thresholds.Length];
        _falsePositives = new double[_thresholds.Length];
        _thresholds[0] = double.PositiveInfinity;
        Dictionary<double, (int Positives, int Negatives)> counts = scores.Zip(labels).GroupBy(row => row.First)
            .ToDictionary(rows => rows.Key, rows => (rows.Count(r => r.Second == 1), rows.Count(r => r.Second != 1)));
        for (int t = 0; t < distinct.Length; t++)
        {
            _thresholds[t + 1] = t + 1 < distinct.Length ? (distinct[t] + distinct[t + 1]) / 2
                : double.NegativeInfinity;
            _truePositives[t + 1] = _truePositives[t] + counts[distinct[t]].Positives;
            _falsePositives[t + 1] = _falsePositives[t] + counts[distinct[t]].Negatives;
        }

        (PositiveCount, NegativeCount) = (_truePositives[^1], _falsePositives[^1]);
    }

    internal double PositiveCount { get; }

    internal double NegativeCount { get; }

    internal bool IsUsable => PositiveCount > 0 && NegativeCount > 0;

    internal IEnumerable<int> Thresholds => Enumerable.Range(0, _thresholds.Length);

    internal double Threshold(int t) => _thresholds[t];

    internal double TruePositiveRate(int t) => _truePositives[t] / PositiveCount;

    internal double FalsePositiveRate(int t) => _falsePositives[t] / NegativeCount;

    internal double SelectionRate(int t) =>
        (_truePositives[t] + _falsePositives[t]) / (PositiveCount + NegativeCount);
}
