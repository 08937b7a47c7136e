namespace Isonomia.Fairness;

/// <summary>One number that another library reports under its own name, computed by that library's
/// definition.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Id">The library's name of the number.</param>
/// <param name="Value">The value, or null.</param>
/// <param name="Undefined">Why there is none, or null.</param>
public sealed record ParityResult(string Attribute, string Id, double? Value, string? Undefined);
