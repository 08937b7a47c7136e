namespace Isonomia.Curation;

/// <summary>A removed sample, with what stands for it.</summary>
/// <param name="Removed">The id of the removed sample.</param>
/// <param name="Kept">The id of the sample that was kept in its place, or null.</param>
/// <param name="Reason">The reason's id.</param>
/// <param name="Detail">What was seen, without a value of the sample, or null.</param>
public sealed record RemovalExample(string Removed, string? Kept, string Reason, string? Detail);
