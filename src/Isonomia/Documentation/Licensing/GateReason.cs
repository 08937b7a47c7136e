namespace Isonomia.Documentation;

/// <summary>One rule and what it says.</summary>
/// <param name="Input">The data or model it is about.</param>
/// <param name="Rule">The licence or consent code.</param>
/// <param name="Answer">allowed, allowed_with_duties, unknown or refused.</param>
/// <param name="Sentence">Why; for a duty, the duty.</param>
public sealed record GateReason(string Input, string Rule, string Answer, string Sentence);
