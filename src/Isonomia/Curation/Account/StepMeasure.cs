namespace Isonomia.Curation;

/// <summary>A number that a step found out.</summary>
/// <param name="Id">What it is, snake_case.</param>
/// <param name="Value">Its value.</param>
/// <param name="Meaning">What it says, in one sentence without a full stop.</param>
public sealed record StepMeasure(string Id, double Value, string Meaning);
