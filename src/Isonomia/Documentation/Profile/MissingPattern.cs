namespace Isonomia.Documentation;

/// <summary>Patients who lack the same attributes.</summary>
/// <param name="Missing">The attributes they lack; empty: none.</param>
/// <param name="Patients">How many they are.</param>
public sealed record MissingPattern(IReadOnlyList<string> Missing, int Patients);
