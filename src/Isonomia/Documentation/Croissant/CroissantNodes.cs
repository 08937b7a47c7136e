namespace Isonomia.Documentation;

/// <summary>A node of the structure: its id for references, its path for messages.</summary>
internal abstract record CroissantNode(string Uuid, string Name, string Path, string JsonPath);

internal sealed record FileNode(string Uuid, string Name, string Path, string JsonPath,
    IReadOnlyList<string> ContainedIn)
    : CroissantNode(Uuid, Name, Path, JsonPath);

internal sealed record RecordSetNode(string Uuid, string Name, string Path, string JsonPath, bool HasData,
    IReadOnlyList<FieldNode> Fields)
    : CroissantNode(Uuid, Name, Path, JsonPath);

/// <summary>A field; its types are null where nothing was said.</summary>
internal sealed record FieldNode(
    string Uuid,
    string Name,
    string Path,
    string JsonPath,
    string RecordSet,
    IReadOnlyList<string> DataTypes,
    string? Source,
    string? References,
    bool HasValue,
    IReadOnlyList<FieldNode> SubFields) : CroissantNode(Uuid, Name, Path, JsonPath);

internal sealed record DatasetNode(
    string Uuid, string Name, string Path, IReadOnlyList<FileNode> Distribution,
        IReadOnlyList<RecordSetNode> RecordSets)
    : CroissantNode(Uuid, Name, Path, "$")
{
    /// <summary>Every node, in the order the reference visits them.</summary>
    internal IEnumerable<CroissantNode> All =>
    [
        this, .. Distribution, .. RecordSets,
        .. RecordSets.SelectMany(set =>
            set.Fields.Concat<CroissantNode>(set.Fields.SelectMany(child => child.SubFields))),
    ];
}
