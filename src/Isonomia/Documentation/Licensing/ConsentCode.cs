namespace Isonomia.Documentation;

/// <summary>A term of the Data Use Ontology.</summary>
/// <param name="Id">The id, for example <c>DUO:0000018</c>.</param>
/// <param name="Code">The shorthand, for example <c>NPUNCU</c>.</param>
/// <param name="Label">The label.</param>
/// <param name="Kind"><c>permission</c> or <c>modifier</c>.</param>
/// <param name="Description">The definition.</param>
/// <remarks>Source: Data Use Ontology, GA4GH, CC BY 4.0.</remarks>
public sealed record ConsentCode(string Id, string Code, string Label, string Kind, string Description)
{
    /// <summary>Every permission and modifier.</summary>
    public static IReadOnlyList<ConsentCode> All => field ??=
    [
        .. CsvText.Rows(Facts.Text("documentation/duo_terms.csv")).Where(row => row["kind"] != "class")
            .Select(row => new ConsentCode(row["id"], row["shorthand"], row["label"], row["kind"], row["description"])),
    ];

    /// <summary>Finds a term by shorthand, id or number.</summary>
    /// <param name="text">For example <c>HMB</c>, <c>DUO:0000006</c>, <c>DUO_0000006</c>, <c>6</c>.</param>
    /// <returns>The term.</returns>
    /// <exception cref="Catalogs.UnknownNameException">There is none; the message offers a near one.</exception>
    public static ConsentCode Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = text.Trim().Replace('_', ':');
        return All.FirstOrDefault(code => string.Equals(code.Code, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(code.Id, name, StringComparison.OrdinalIgnoreCase)
            || (int.TryParse(name, out int number)
                && code.Id.EndsWith(number.ToString("0000000", System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal)))
            ?? throw new Catalogs.UnknownNameException("Consent code", text, [.. All.Select(code => code.Code)]);
    }
}
