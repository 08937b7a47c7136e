namespace Isonomia.Documentation;

/// <summary>How to read demographics out of texts.</summary>
public sealed record TextDemographicsOptions
{
    /// <summary>The language of the texts (en, es, pt, fr, de, it, zh, ja, ko, hi, ar), or null: found from script and
    /// stop words.</summary>
    public string? Language { get; init; }

    /// <summary>Whether ages of 90 and over are given as <c>90+</c>, as de-identified data must.</summary>
    public bool TopCode { get; init; }

    /// <summary>A closed list of words for race or ethnicity that may be taken where they are stated about the person;
    /// empty: none are.
    /// Never from names and never from appearance.</summary>
    public IReadOnlyList<string> Ethnicities { get; init; } = [];
}
