namespace Isonomia.Fairness;

/// <summary>A contrast between two groups (or a group and overall).</summary>
/// <param name="Metric">The metric.</param>
/// <param name="A">The first group.</param>
/// <param name="B">The second group, or <c>overall</c>.</param>
/// <param name="Value">Value of A minus value of B.</param>
/// <param name="Low">The lower simultaneous end, or null.</param>
/// <param name="High">The upper simultaneous end, or null.</param>
/// <param name="P">The max-T p-value, or null.</param>
public sealed record ContrastResult(
    string Metric, string A, string B, double Value, double? Low, double? High, double? P);
