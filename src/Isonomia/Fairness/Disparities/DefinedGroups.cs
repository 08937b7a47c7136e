using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The defined values of the groups with the sums that aggregations are made of (specification §4).</summary>
internal sealed class DefinedGroups
{
    private readonly double[] _values;
    private readonly double[] _sizes;
    private readonly double _overall;

    private DefinedGroups(double[] values, double[] sizes, double overall)
    {
        _values = values;
        _sizes = sizes;
        _overall = overall;
    }

    internal int Count => _values.Length;

    internal double Min => _values.Min();

    internal double Max => _values.Max();

    internal double Sum => SumOf(static value => value);

    internal double Mean => Sum / Count;

    internal double Median
    {
        get
        {
            double[] sorted = [.. _values.Order()];
            return (sorted[(Count - 1) / 2] + sorted[Count / 2]) / 2;
        }
    }

    /// <summary>Σ over unordered pairs of |m_i − m_j|.</summary>
    internal double PairSum
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Count; i++)
            {
                for (int j = i + 1; j < Count; j++)
                {
                    sum += Math.Abs(_values[i] - _values[j]);
                }
            }

            return sum;
        }
    }

    internal static DefinedGroups Of(in GroupValues values)
    {
        (List<double> kept, List<double> sizes) = ([], []);
        for (int i = 0; i < values.Values.Length; i++)
        {
            if (!double.IsNaN(values.Values[i]))
            {
                kept.Add(values.Values[i]);
                sizes.Add(values.Sizes[i]);
            }
        }

        return new DefinedGroups([.. kept], [.. sizes], values.Overall);
    }

    /// <summary>Aggregates two or more defined groups.</summary>
    internal static Statistic Aggregate(in GroupValues values, Func<DefinedGroups, Statistic> aggregate)
    {
        var groups = Of(values);
        return groups.Count < 2 ? UndefinedReason.SingleGroup : aggregate(groups);
    }

    /// <summary>The per-group quantity furthest from a center, of the first such group.</summary>
    internal static Statistic Furthest(in GroupValues values, GroupDisparityFunction perGroup, double center) =>
        FurthestBy(values, perGroup, value => Math.Abs(value - center));

    /// <summary>The per-group ratio furthest from 1 on the log scale, of the first such group.</summary>
    internal static Statistic FurthestRatio(in GroupValues values, GroupDisparityFunction perGroup) =>
        FurthestBy(values, perGroup, static value => value > 0 ? Math.Abs(Math.Log(value)) : double.PositiveInfinity);

    /// <summary>Combines two values that both must be defined.</summary>
    internal static Statistic Pair(double own, double other, Func<double, double, Statistic> combine) =>
        double.IsNaN(own) || double.IsNaN(other) ? UndefinedReason.SingleGroup : combine(own, other);

    internal double SumOf(Func<double, double> term) => _values.Sum(term);

    internal double MeanOf(Func<double, double> term) => SumOf(term) / Count;

    internal double Largest(Func<double, double> term) => _values.Max(term);

    internal double Std(int divisor) => Math.Sqrt(SumOf(value => (value - Mean) * (value - Mean)) / divisor);

    internal Statistic StdBySize()
    {
        double all = _sizes.Sum();
        if (all == 0)
        {
            return UndefinedReason.ZeroDenominator;
        }

        double mean = _values.Zip(_sizes, static (value, size) => value * size).Sum() / all;
        return Math.Sqrt(_values.Zip(_sizes, (value, size) => size * (value - mean) * (value - mean)).Sum() / all);
    }

    /// <summary>Uses the overall value; undefined (empty_group) where that is unknown.</summary>
    internal Statistic WithOverall(Func<double, double> use) =>
        double.IsNaN(_overall) ? UndefinedReason.EmptyGroup : Statistic.Of(use(_overall));

    internal Statistic ScaledByOverall(double spread, double center) =>
        double.IsNaN(_overall) ? UndefinedReason.EmptyGroup
        : center == 0 ? Statistic.Ratio(spread, _overall)
        : Statistic.Ratio(spread, Math.Abs(_overall - center));

    internal Statistic RatioToOverall()
    {
        if (double.IsNaN(_overall))
        {
            return UndefinedReason.EmptyGroup;
        }

        double smallest = double.PositiveInfinity;
        foreach (double value in _values)
        {
            if (value == 0 && _overall == 0)
            {
                return UndefinedReason.ZeroDenominator;
            }

            smallest = value == 0 || _overall == 0
                ? Math.Min(smallest, 0)
                : Math.Min(smallest, Math.Min(value / _overall, _overall / value));
        }

        return Statistic.Of(smallest);
    }

    /// <summary>The worst or best value; a descriptive metric is read as larger is better.</summary>
    internal Statistic Extreme(Direction better, bool wantsWorst)
    {
        if (Count == 0)
        {
            return UndefinedReason.SingleGroup;
        }

        Func<double, double> goodness = better switch
        {
            Direction.LowerIsBetter => static value => -value,
            Direction.CloserToZero => static value => -Math.Abs(value),
            Direction.CloserToOne => static value => -Math.Abs(value - 1),
            _ => static value => value,
        };
        return Statistic.Of(wantsWorst ? _values.MinBy(goodness) : _values.MaxBy(goodness));
    }

    private static Statistic FurthestBy(
        in GroupValues values, GroupDisparityFunction perGroup, Func<double, double> distance)
    {
        if (Of(values).Count < 2)
        {
            return UndefinedReason.SingleGroup;
        }

        Statistic furthest = UndefinedReason.SingleGroup;
        for (int group = 0; group < values.Values.Length; group++)
        {
            if (double.IsNaN(values.Values[group]))
            {
                continue;
            }

            Statistic own = perGroup(values, group);
            if (!own.IsDefined)
            {
                return own;
            }

            if (!furthest.IsDefined || distance(own.Value) > distance(furthest.Value))
            {
                furthest = own;
            }
        }

        return furthest;
    }
}
