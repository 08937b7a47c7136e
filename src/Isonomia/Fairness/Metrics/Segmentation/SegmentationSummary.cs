using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The mean and the median of one score over the cases where it is defined.</summary>
internal static class SegmentationSummary
{
    internal static MetricKernel Mean(string column) => new MetricKernel.OfSegmentationScores(column, Mean);

    internal static MetricKernel AbsoluteMean(string column) => new MetricKernel.OfSegmentationScores(
        column, static (values, weights) => Mean(Absolute(values), weights));

    internal static MetricKernel Median(string column) => new MetricKernel.OfSegmentationScores(column, Median);

    private static Statistic Mean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        CompensatedSum sum = default, weight = default;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                sum.Add(weights[i] * values[i]);
                weight.Add(weights[i]);
            }
        }

        return weight.Value == 0 ? WhyNone(weights) : sum.Value / weight.Value;
    }

    private static Statistic Median(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double[] defined = new double[values.Length];
        double[] used = new double[values.Length];
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && weights[i] > 0)
            {
                defined[count] = values[i];
                used[count++] = weights[i];
            }
        }

        return count == 0
            ? WhyNone(weights)
            : WeightedQuantile.Of(defined.AsSpan(0, count), used.AsSpan(0, count), 0.5);
    }

    private static double[] Absolute(ReadOnlySpan<double> values)
    {
        double[] absolute = values.ToArray();
        for (int i = 0; i < absolute.Length; i++)
        {
            absolute[i] = Math.Abs(absolute[i]);
        }

        return absolute;
    }

    /// <summary>A group with cases but no score has only empty masks; one without cases is empty.</summary>
    private static UndefinedReason WhyNone(ReadOnlySpan<double> weights) =>
        weights.ContainsAnyInRange(double.Epsilon, double.PositiveInfinity)
            ? UndefinedReason.EmptyMasks
            : UndefinedReason.EmptyGroup;
}
