namespace Isonomia.Fairness;

/// <summary>A group that did not enter an aggregate.</summary>
/// <param name="Group">The group.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftOutGroup(string Group, string Reason);
