namespace Isonomia.Integrity;

/// <summary>A threshold of a check.</summary>
/// <param name="Name">Its name; it is set as <c>check.name=value</c>.</param>
/// <param name="Default">Its value where none is given.</param>
/// <param name="Meaning">What it does, in one line.</param>
public sealed record CheckSetting(string Name, double Default, string Meaning);
