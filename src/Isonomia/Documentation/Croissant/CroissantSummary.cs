namespace Isonomia.Documentation;

/// <summary>What a Croissant file says about a data set, as far as a reader of data sets asks.</summary>
public sealed record CroissantSummary
{
    /// <summary>The version it conforms to.</summary>
    public required CroissantVersion Version { get; init; }

    /// <summary>The name; empty where none is given.</summary>
    public required string Name { get; init; }

    /// <summary>The description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The licences as given.</summary>
    public required IReadOnlyList<string> Licenses { get; init; }

    /// <summary>The address, or null.</summary>
    public string? Url { get; init; }

    /// <summary>How to cite it, or null.</summary>
    public string? CiteAs { get; init; }

    /// <summary>The version of the data, or null.</summary>
    public string? DataVersion { get; init; }

    /// <summary>The names of the files and file sets.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The fields by the name of their record set.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> RecordSets { get; init; }

    /// <summary>The Responsible AI properties that have a value; either spelling is read.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> ResponsibleAi { get; init; }

    internal static CroissantSummary Of(CroissantDocument document)
    {
        JsonLdGraph graph = new(document.Json);
        JsonLdNode node = graph.Nodes.FirstOrDefault(one => one.Types.Contains(CroissantReader.Schema("Dataset")))
            ?? throw new CroissantException("The file describes no data set: no node has the type "
                + "https://schema.org/Dataset.");
        CroissantVersion version = CroissantValidator.Version(node, null);
        CroissantNames names = new(version);
        IEnumerable<JsonLdNode> Children(JsonLdNode parent, string property) =>
            parent[property].Select(value => graph.Find(value.Id)).OfType<JsonLdNode>();
        string NameOf(JsonLdNode one) => Texts(one, CroissantReader.Schema("name")).FirstOrDefault() ?? one.Id;
        Dictionary<string, IReadOnlyList<string>> rai = new(StringComparer.Ordinal);
        foreach (string property in RaiVocabulary.Properties)
        {
            string[] values =
            [
                .. Texts(node, CroissantNames.Rai + property),
                .. RaiVocabulary.OtherSpellings.TryGetValue(property, out string? other)
                    ? Texts(node, CroissantNames.Rai + other) : [],
            ];
            if (values.Length > 0)
            {
                rai[property] = [.. values.Distinct()];
            }
        }

        Dictionary<string, IReadOnlyList<string>> sets = new(StringComparer.Ordinal);
        foreach (JsonLdNode set in Children(node, names.Of("recordSet")))
        {
            sets[NameOf(set)] = [.. Children(set, names.Of("field")).Select(NameOf)];
        }

        return new CroissantSummary
        {
            Version = version,
            Name = Texts(node, CroissantReader.Schema("name")).FirstOrDefault() ?? string.Empty,
            Description = Texts(node, CroissantReader.Schema("description")).FirstOrDefault(),
            Licenses = [.. node[CroissantReader.Schema("license")]
                .Select(value => value.Text ?? (graph.Find(value.Id) is { } work ? NameOf(work) : value.Id))
                .OfType<string>()],
            Url = Texts(node, CroissantReader.Schema("url")).FirstOrDefault(),
            CiteAs = Texts(node, names.CiteAs).FirstOrDefault(),
            DataVersion = node[CroissantReader.Schema("version")].Select(value => PythonText.Str(value.Literal))
                .FirstOrDefault(),
            Files = [.. Children(node, CroissantReader.Schema("distribution")).Select(NameOf)],
            RecordSets = sets,
            ResponsibleAi = rai,
        };
    }

    private static IEnumerable<string> Texts(JsonLdNode node, string property) => node[property]
        .Select(value => value.Text).OfType<string>();
}
