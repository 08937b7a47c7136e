namespace Isonomia.Documentation;

/// <summary>One thing a use builds on: data or a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="License">Its licence by id, name or address; <c>none</c> where the source reports none; null: not
/// stated.</param>
/// <param name="ConsentCodes">Its consent codes, for example <c>HMB</c>, <c>DUO:0000018</c>, <c>DS=MONDO:0005148</c>,
/// <c>TS=2027-01-01</c>.</param>
/// <param name="From">The names of the things it was made from; their duties and refusals are its own.</param>
/// <param name="IsModel">Whether it is a model made from data, such as an adapter or a probe.</param>
public sealed record GateInput(
    string Name, string? License, IReadOnlyList<string> ConsentCodes, IReadOnlyList<string> From, bool IsModel = false)
{
    /// <summary>What a person read in a licence that the table does not know, or null.</summary>
    public LicenseEntry? Entry { get; init; }
}
