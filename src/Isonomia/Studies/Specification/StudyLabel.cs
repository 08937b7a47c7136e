namespace Isonomia.Studies;

/// <summary>A label of a study.</summary>
/// <param name="Column">The column.</param>
/// <param name="Positive">The value of the positive class, or null: 1 or true.</param>
public sealed record StudyLabel(string Column, string? Positive = null);
