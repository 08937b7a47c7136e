namespace Isonomia.Adaptation;

/// <summary>What a reduction bounds.</summary>
internal enum ReductionConstraint
{
    /// <summary>The rate of positive decisions within each label.</summary>
    EqualizedOdds,

    /// <summary>The rate of positive decisions.</summary>
    DemographicParity,

    /// <summary>The rate among positives.</summary>
    TprParity,

    /// <summary>The rate among negatives.</summary>
    FprParity,

    /// <summary>The rate of errors.</summary>
    ErrorRateParity,
}

/// <summary>The constraints of a reduction: for every event and group |rate in the group − rate in the event| ≤
/// bound.</summary>
/// <remarks>Two signed constraints each: + for group above overall, − for below; ratio 1, as fairlearn's moments with a
/// difference bound.</remarks>
internal sealed class ReductionProblem
{
    private readonly int[] _labels;
    private readonly int[] _groups;
    private readonly int[] _events;
    private readonly int _groupCount;
    private readonly bool _isError;
    private readonly double[] _eventCounts;
    private readonly double[] _cellCounts;
    private readonly int[] _cells;

    internal ReductionProblem(
        int[] labels, int[] groups, int groupCount, ReductionConstraint constraint, double bound)
    {
        (_labels, _groups, _groupCount, Bound) = (labels, groups, groupCount, bound);
        _isError = constraint == ReductionConstraint.ErrorRateParity;
        _events = [.. labels.Select(y => constraint switch
        {
            ReductionConstraint.EqualizedOdds => y,
            ReductionConstraint.TprParity => y == 1 ? 0 : -1,
            ReductionConstraint.FprParity => y == 0 ? 0 : -1,
            _ => 0,
        })];
        int events = constraint == ReductionConstraint.EqualizedOdds ? 2 : 1;
        _eventCounts = new double[events];
        _cellCounts = new double[events * groupCount];
        for (int i = 0; i < labels.Length; i++)
        {
            if (_events[i] >= 0)
            {
                _eventCounts[_events[i]]++;
                _cellCounts[(_events[i] * groupCount) + groups[i]]++;
            }
        }

        _cells = [.. Enumerable.Range(0, _cellCounts.Length).Where(cell => _cellCounts[cell] > 0)];
    }

    internal double Bound { get; }

    internal int Count => _labels.Length;

    internal IReadOnlyList<int> Labels => _labels;

    /// <summary>Signed constraints: for cell c, 2c is + and 2c + 1 is −.</summary>
    internal int ConstraintCount => 2 * _cells.Length;

    /// <summary>The coordinates of a grid of multipliers: in every event, every group but the last.</summary>
    internal int DirectionCount => Directions.Length;

    private int[] Directions => field ??= [.. Enumerable.Range(0, _cells.Length)
        .GroupBy(c => _cells[c] / _groupCount).SelectMany(one => one.SkipLast(1))];

    /// <summary>Multipliers of the signed constraints: a positive coordinate binds from above, a negative from
    /// below.</summary>
    internal double[] Multipliers(double[] coordinates)
    {
        double[] multipliers = new double[ConstraintCount];
        for (int k = 0; k < coordinates.Length; k++)
        {
            multipliers[(2 * Directions[k]) + (coordinates[k] < 0 ? 1 : 0)] = Math.Abs(coordinates[k]);
        }

        return multipliers;
    }

    internal double Error(double[] decisions) =>
        decisions.Select((h, i) => Math.Abs(h - _labels[i])).Average();

    /// <summary>γ of every signed constraint.</summary>
    internal double[] Violations(double[] decisions)
    {
        double[] events = new double[_eventCounts.Length];
        double[] cells = new double[_cellCounts.Length];
        for (int i = 0; i < decisions.Length; i++)
        {
            if (_events[i] >= 0)
            {
                double value = Value(decisions[i], i);
                events[_events[i]] += value / _eventCounts[_events[i]];
                int cell = (_events[i] * _groupCount) + _groups[i];
                cells[cell] += value / _cellCounts[cell];
            }
        }

        return [.. _cells.SelectMany(cell =>
        {
            double difference = cells[cell] - events[cell / _groupCount];
            return new[] { difference, -difference };
        })];
    }

    /// <summary>The cost of a positive decision for every row: objective plus constraints, times n.</summary>
    internal double[] SignedWeights(double[] multipliers)
    {
        double[] net = new double[_cellCounts.Length];
        double[] events = new double[_eventCounts.Length];
        for (int c = 0; c < _cells.Length; c++)
        {
            double difference = multipliers[2 * c] - multipliers[(2 * c) + 1];
            net[_cells[c]] = difference;
            events[_cells[c] / _groupCount] += difference;
        }

        double n = _labels.Length;
        return [.. _labels.Select((y, i) =>
        {
            double weight = (2.0 * y) - 1;
            if (_events[i] < 0)
            {
                return weight;
            }

            int cell = (_events[i] * _groupCount) + _groups[i];
            double sign = _isError && y == 1 ? -1 : 1;
            return weight + (sign * n * ((events[_events[i]] / _eventCounts[_events[i]])
                - (net[cell] / _cellCounts[cell])));
        })];
    }

    private double Value(double decision, int row) => _isError ? Math.Abs(decision - _labels[row]) : decision;
}
