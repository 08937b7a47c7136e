namespace Isonomia.Curation;

/// <summary>How many samples were removed for a reason, in all and in the groups of each factor.</summary>
/// <param name="Reason">The reason's id.</param>
/// <param name="Count">Removed images.</param>
/// <param name="ByFactor">For each factor, in the order of the account, the counts of its groups.</param>
public sealed record ReasonCount(string Reason, long Count, IReadOnlyList<IReadOnlyList<long>> ByFactor);
