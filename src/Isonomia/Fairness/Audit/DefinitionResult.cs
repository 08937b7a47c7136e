namespace Isonomia.Fairness;

/// <summary>One definition of a disparity and what it concludes.</summary>
/// <param name="Family">What is being defined, for example <c>equalized_odds</c>.</param>
/// <param name="Id">The variant.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Value">Its value, or null.</param>
/// <param name="Conclusion">What follows, for example <c>above_margin</c>, <c>pass</c>, or a verdict.</param>
/// <param name="Differs">Whether the conclusion differs from the default definition's.</param>
/// <param name="UsedBy">Who uses it.</param>
public sealed record DefinitionResult(
    string Family, string Id, string Attribute, double? Value, string? Conclusion, bool Differs, string UsedBy);
