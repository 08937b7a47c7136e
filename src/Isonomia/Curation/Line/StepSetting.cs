namespace Isonomia.Curation;

/// <summary>A setting of a step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its value where none is given; empty for none.</param>
/// <param name="Meaning">What it does, in one line.</param>
public sealed record StepSetting(string Name, string Default, string Meaning);
