namespace Isonomia.Fairness;

/// <summary>Something that could not be computed.</summary>
/// <param name="Where">Attribute and group, or <c>overall</c>.</param>
/// <param name="What">The metric or aggregation.</param>
/// <param name="Reason">The reason id.</param>
public sealed record UndefinedResult(string Where, string What, string Reason);
