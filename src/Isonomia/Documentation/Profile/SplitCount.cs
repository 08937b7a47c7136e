namespace Isonomia.Documentation;

/// <summary>A split.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Patients">Its patients.</param>
/// <param name="Images">Its images.</param>
public sealed record SplitCount(string Name, int Patients, int Images);
