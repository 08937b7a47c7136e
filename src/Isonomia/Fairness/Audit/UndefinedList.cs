namespace Isonomia.Fairness;

/// <summary>Lists what could not be computed, where and why.</summary>
internal static class UndefinedList
{
    /// <summary>Gathers every undefined number of an audit.</summary>
    /// <param name="inference">The findings.</param>
    /// <returns>Overall first, then groups, then disparities; each once.</returns>
    internal static IReadOnlyList<UndefinedResult> Of(InferenceResult inference) =>
    [
        .. Metrics("overall", inference.Overall),
        .. inference.Groups.SelectMany(g => Metrics($"{g.Attribute}: {g.Group}", g.Metrics)),
        .. inference.Disparities
            .Where(d => d.Detail.Undefined is not null)
            .Select(d => new UndefinedResult(
                d.Attribute, d.Aggregation == "criterion" ? d.Metric : $"{d.Aggregation}({d.Metric})",
                d.Detail.Undefined!)),
    ];

    private static IEnumerable<UndefinedResult> Metrics(
        string where, IReadOnlyDictionary<string, MetricValue> metrics) =>
        metrics.Where(entry => entry.Value.Undefined is not null)
            .Select(entry => new UndefinedResult(where, entry.Key, entry.Value.Undefined!));
}
