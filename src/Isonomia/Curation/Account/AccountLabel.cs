namespace Isonomia.Curation;

/// <summary>A two-valued label.</summary>
/// <param name="Name">The label column.</param>
/// <param name="Positive">The value that counts as positive.</param>
/// <param name="Values">1, 0, or −1 where missing, shape [n].</param>
public sealed record AccountLabel(string Name, string Positive, sbyte[] Values);
