namespace Isonomia.Fairness;

/// <summary>The comparison with a baseline on the same patients (specification §11.8 and §13).</summary>
/// <param name="Name">The baseline's name.</param>
/// <param name="Changes">The change of each metric and attribute.</param>
public sealed record BaselineResult(string Name, IReadOnlyList<BaselineChange> Changes);
