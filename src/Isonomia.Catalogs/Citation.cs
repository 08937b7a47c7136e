namespace Isonomia.Catalogs;

/// <summary>Where a definition comes from.</summary>
/// <param name="Text">Authors, venue and year, with section or equation where it helps.</param>
/// <param name="Url">A stable address (DOI), or null.</param>
public sealed record Citation(string Text, string? Url = null);
