using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The metrics of one set of rows, each computed once.</summary>
internal sealed class MetricMemo
{
    private readonly Dictionary<string, Statistic> _values = new(StringComparer.Ordinal);

    /// <summary>Computes the metrics.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="metrics">Metrics of binary tasks.</param>
    /// <exception cref="ArgumentException">A metric is for another task.</exception>
    internal MetricMemo(SortedRows rows, DecisionRule rule, IReadOnlyList<Metric> metrics)
    {
        Rule = rule;
        BinarySummary summary = BinarySummary.Compute(rows.View(rule));
        foreach (Metric metric in metrics)
        {
            _values[metric.Id] = metric.Kernel switch
            {
                MetricKernel.OfBinarySummary kernel => kernel.Compute(summary),
                MetricKernel.OfBinaryRows kernel => kernel.Compute(rows.View(rule, summary)),
                _ => throw new ArgumentException(
                    $"Metric '{metric.Id}' is for {metric.Task} tasks; a binary one is needed."),
            };
        }
    }

    /// <summary>How a score becomes a decision.</summary>
    internal DecisionRule Rule { get; }

    /// <summary>One of the metrics.</summary>
    /// <param name="metric">The metric.</param>
    /// <returns>Its value.</returns>
    internal Statistic Value(Metric metric) => _values[metric.Id];
}
