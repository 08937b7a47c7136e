using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Rows that stay together, in ascending order of score.</summary>
internal sealed record MemberRows(double[] Scores, sbyte[] Labels, double[] Weights)
{
    internal double Weight { get; } = Weights.Sum();

    internal int Count => Weights.Length - Weights.AsSpan().Count(0.0);

    internal BinaryRows Rows(DecisionRule rule) =>
        new() { Scores = Scores, Labels = Labels, Weights = Weights, Rule = rule };

    internal BinarySummary Summary(DecisionRule rule) => BinarySummary.Compute(Rows(rule));

    internal Statistic Compute(Metric metric, DecisionRule rule) => metric.Kernel switch
    {
        MetricKernel.OfBinarySummary kernel => kernel.Compute(Summary(rule)),
        MetricKernel.OfBinaryRows kernel => kernel.Compute(Rows(rule)),
        _ => throw new ArgumentException($"Metric '{metric.Id}' is for {metric.Task} tasks; a binary one is needed."),
    };
}
