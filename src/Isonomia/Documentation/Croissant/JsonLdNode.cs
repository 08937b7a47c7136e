namespace Isonomia.Documentation;

/// <summary>A node of the expanded document; nodes with one id are one node, whatever place they stand in.</summary>
/// <param name="Id">Its id; a made-up one begins with <c>_:</c>.</param>
/// <param name="Path">Where it first stands in the file.</param>
internal sealed record JsonLdNode(string Id, string Path)
{
    private readonly Dictionary<string, List<JsonLdValue>> _values = new(StringComparer.Ordinal);

    internal List<string> Types { get; } = [];

    /// <summary>The first type, or null.</summary>
    internal string? Type => Types.Count == 0 ? null : Types[0];

    internal bool HasValues => _values.Count > 0 || Types.Count > 0;

    internal IEnumerable<string> Properties => _values.Keys;

    internal IReadOnlyList<JsonLdValue> this[string property] => _values.GetValueOrDefault(property) ?? [];

    internal void Add(string property, JsonLdValue value)
    {
        if (!_values.TryGetValue(property, out List<JsonLdValue>? values))
        {
            _values[property] = values = [];
        }

        if (!values.Exists(known => known.Key == value.Key))
        {
            values.Add(value);
        }
    }
}
