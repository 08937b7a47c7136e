namespace Isonomia.Documentation;

/// <summary>What a text states about the person it is about. What is extracted is "sex or gender as worded", never sex
/// at birth.</summary>
/// <param name="Language">The language whose rules were used.</param>
/// <param name="Values">The values, in the order of the text.</param>
/// <param name="HasSeveralPeople">Whether the text is about several people: then no value belongs to a row by
/// itself.</param>
/// <param name="Refusals">What was seen and not used, with the reason: dates of birth, impossible ages, animals,
/// phantoms.</param>
public sealed record TextDemographicsResult(
    string Language, IReadOnlyList<ExtractedValue> Values, bool HasSeveralPeople, IReadOnlyList<string> Refusals)
{
    /// <summary>The one value of an attribute, or null where there is none, or several people, or a
    /// contradiction.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <returns>The value with the most confidence, or null.</returns>
    public ExtractedValue? One(string attribute)
    {
        ExtractedValue[] found = [.. Values.Where(value => value.Attribute == attribute)];
        return HasSeveralPeople || found.Select(value => (value.Value, value.Unit)).Distinct().Count() != 1
            ? null
            : found.MaxBy(value => value.Confidence);
    }

    /// <summary>The age in years, or null; decades and classes give none.</summary>
    public double? AgeYears => One("age") is { Unit: not "decade" } age && !age.Value.EndsWith('+')
        ? AgeText.Parse(age.Value + age.Unit).Years : null;
}
