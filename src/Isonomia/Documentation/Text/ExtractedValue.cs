namespace Isonomia.Documentation;

/// <summary>A value that a text states.</summary>
/// <param name="Attribute">One of <c>age</c>, <c>age_class</c>, <c>sex</c>, <c>gender</c>, <c>country</c>,
/// <c>ethnicity</c>.</param>
/// <param name="Value">The value: a number, <c>60-69</c>, <c>90+</c>, <c>newborn</c>, <c>female</c>, <c>male</c>, an
/// alpha-3 code, a word of
/// the user's list.</param>
/// <param name="Unit">The unit of an age: year, month, week, day, decade; null otherwise.</param>
/// <param name="Start">Where it starts in the folded text.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Rule">The id of the rule, language first, for example <c>en.age.old</c>.</param>
/// <param name="Confidence">How sure the rule is, in [0, 1]: a noun 0.95, a kin term 0.9, grammar alone 0.8, a pronoun
/// alone 0.6.</param>
public sealed record ExtractedValue(
    string Attribute, string Value, string? Unit, int Start, int Length, string Rule, double Confidence);
