namespace Isonomia.Documentation;

/// <summary>One data set of the catalogue: nine fields as printed, and beside them what we know or doubt.</summary>
/// <param name="Dataset">The name as printed, unique in a catalogue.</param>
/// <param name="Model">What kind of model the set is for: <c>Vision</c> or <c>Multimodal</c>.</param>
/// <param name="Language">The language of its text, or null where there is no text.</param>
/// <param name="Region">The anatomical region (not a place), for example <c>Ocular</c>.</param>
/// <param name="Modality">The imaging modality; <c>Multimodal</c> means several.</param>
/// <param name="Images">How many images.</param>
/// <param name="Demographics">Letters of the recorded attributes: A age, R race, S sex, N nationality, E ethnicity.
/// Empty: none
/// reported, which is not "none exist".</param>
/// <param name="Origin">A country as printed, or <c>Multiple</c>.</param>
/// <param name="License">The licence as printed, or null where none is reported.</param>
public sealed record CatalogueEntry(
    string Dataset,
    string Model,
    string? Language,
    string Region,
    string Modality,
    long Images,
    IReadOnlyList<string> Demographics,
    string Origin,
    string? License)
{
    /// <summary>The id: lower case, words joined by hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>A citation, an address or a file where the row comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The day the row was taken, as <c>yyyy-MM-dd</c>.</summary>
    public required string Date { get; init; }

    /// <summary>Whether it is a row of the published table; other rows were added by a user.</summary>
    public bool IsPublished { get; init; }

    /// <summary>An identifier of the work that describes it, for example <c>arXiv:2303.00915</c>, or null.</summary>
    public string? Identifier { get; init; }

    /// <summary>The alpha-3 code of its single country, or null where it has several or the country is
    /// unknown.</summary>
    public string? OriginAlpha3 { get; init; }

    /// <summary>The id of its licence in the licence table; with a remark where the version is not stated. Null: none
    /// reported.</summary>
    public string? LicenseId { get; init; }

    /// <summary>Relations to other sets.</summary>
    public IReadOnlyList<CatalogueRelation> Relations { get; init; } = [];

    /// <summary>What is doubtful about its cells.</summary>
    public IReadOnlyList<CatalogueDoubt> Doubts { get; init; } = [];

    /// <summary>The attributes by their full names.</summary>
    public IReadOnlyList<string> Attributes => [.. Demographics.Select(letter => AttributeNames[letter])];

    internal static IReadOnlyDictionary<string, string> AttributeNames { get; } = new Dictionary<string,
        string>(StringComparer.Ordinal)
    {
        ["A"] = "age", ["R"] = "race", ["S"] = "sex", ["N"] = "nationality", ["E"] = "ethnicity",
    };
}
