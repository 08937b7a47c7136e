namespace Isonomia.Fairness;

/// <summary>One training run of a model in one setting.</summary>
/// <param name="Seed">The run, or null where there is one.</param>
/// <param name="Overall">Over all compared rows.</param>
/// <param name="Worst">The worst group's value; its interval is simultaneous over groups.</param>
/// <param name="WorstGroup">The worst group.</param>
/// <param name="Gap">The largest difference of two groups, with its max-T interval.</param>
/// <param name="Groups">Every group.</param>
public sealed record ComparisonRun(
    string? Seed,
    MetricValue Overall,
    MetricValue Worst,
    string? WorstGroup,
    MetricValue Gap,
    IReadOnlyDictionary<string, MetricValue> Groups)
{
    /// <summary>The decision threshold of this run; null where none is needed, or where it was cross-fitted and differs
    /// by fold.</summary>
    public double? Threshold { get; init; }
}
