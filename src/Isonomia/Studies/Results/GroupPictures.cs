namespace Isonomia.Studies;

/// <summary>Sample pictures of one group of test samples.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Group">The group.</param>
/// <param name="Files">Thumbnails, PNG, relative to the results folder.</param>
public sealed record GroupPictures(string Attribute, string Group, IReadOnlyList<string> Files);
