using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isonomia.Documentation;

/// <summary>A document expanded to nodes with full addresses, as far as Croissant needs JSON-LD.</summary>
internal sealed class JsonLdGraph
{
    private readonly Dictionary<string, JsonLdNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<JsonLdNode> _order = [];
    private readonly HashSet<string> _described = new(StringComparer.Ordinal);
    private int _blank;

    internal JsonLdGraph(JsonObject document)
    {
        Context = JsonLdContext.Of(document["@context"]);
        if (document["@graph"] is JsonArray several)
        {
            for (int i = 0; i < several.Count; i++)
            {
                if (several[i] is JsonObject one)
                {
                    Expand(one, Context, $"$['@graph'][{i}]");
                }
            }
        }

        Expand(document, Context, "$");
    }

    internal JsonLdContext Context { get; }

    /// <summary>The nodes in the order they stand.</summary>
    internal IReadOnlyList<JsonLdNode> Nodes => _order;

    /// <summary>The node with an id, or null where nothing but references name it.</summary>
    internal JsonLdNode? Find(string? id) =>
        id is not null && _nodes.TryGetValue(id, out JsonLdNode? node) && node.HasValues ? node : null;

    internal static bool HasBlankSpace(string id) => id.Any(char.IsWhiteSpace);

    private string? Expand(JsonObject json, JsonLdContext outer, string path)
    {
        JsonLdContext context = json["@context"] is JsonNode inner && path != "$" ? JsonLdContext.Of(inner, outer)
            : outer;
        string? id = null;
        foreach ((string key, JsonNode? value) in json)
        {
            if (context.Expand(key) == "@id" && value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
            {
                id = context.ExpandIdentifier((string)text!);
            }
        }

        if (id is not null && HasBlankSpace(id))
        {
            return null;
        }

        id ??= $"_:b{_blank++}";
        if (!_nodes.TryGetValue(id, out JsonLdNode? node))
        {
            _nodes[id] = node = new JsonLdNode(id, path);
        }

        // A node's place is where it is described, not where it is only named.
        if (json.Any(pair => context.Expand(pair.Key) is not ("@id" or "@context" or null)) && _described.Add(id))
        {
            node = new JsonLdNode(id, path);
            _nodes[id] = node;
            _order.Add(node);
        }

        foreach ((string key, JsonNode? value) in json)
        {
            Property(node, key, value, context, $"{path}.{key}");
        }

        return id;
    }

    private void Property(JsonLdNode node, string key, JsonNode? value, JsonLdContext context, string path)
    {
        string? property = context.Expand(key);
        if (property == "@type")
        {
            foreach (string type in Texts(value).Select(text => context.Expand(text)).OfType<string>()
                .Where(type => !node.Types.Contains(type)))
            {
                node.Types.Add(type);
            }

            return;
        }

        if (property is null || property.StartsWith('@') || !property.Contains(':', StringComparison.Ordinal))
        {
            return;
        }

        JsonLdContext.Term? rule = context.Rule(key);
        if (rule?.Type == "@json")
        {
            node.Add(property, new JsonLdValue(null, value?.DeepClone(), IsJson: true, path));
            return;
        }

        if (rule?.Container == "@language" && value is JsonObject languages && !languages.ContainsKey("@value"))
        {
            foreach ((string language, JsonNode? text) in languages)
            {
                Values(node, property, text, rule, context, $"{path}.{language}");
            }

            return;
        }

        Values(node, property, value, rule, context, path);
    }

    private void Values(JsonLdNode node, string property, JsonNode? value, JsonLdContext.Term? rule,
        JsonLdContext context, string path)
    {
        switch (value)
        {
            case null:
                break;
            case JsonArray several:
                for (int i = 0; i < several.Count; i++)
                {
                    Values(node, property, several[i], rule, context, $"{path}[{i}]");
                }

                break;
            case JsonObject literal when literal.ContainsKey("@value"):
                if (literal["@value"] is JsonNode inner)
                {
                    node.Add(property, new JsonLdValue(null, inner.DeepClone(), (string?)literal["@type"] == "@json",
                        path));
                }

                break;
            case JsonObject list when list.ContainsKey("@list") || list.ContainsKey("@set"):
                Values(node, property, list["@list"] ?? list["@set"], rule, context, path);
                break;
            case JsonObject child:
                if (Expand(child, context, path) is string id)
                {
                    node.Add(property, new JsonLdValue(id, null, IsJson: false, path));
                }

                break;
            case JsonValue text when rule?.Type is "@id" or "@vocab" && text.GetValueKind() == JsonValueKind.String:
                string named = (string)text!;
                node.Add(property, new JsonLdValue(
                    rule.Type == "@vocab" ? context.Expand(named) ?? named : context.ExpandIdentifier(named), null,
                        IsJson: false, path));
                break;
            default:
                node.Add(property, new JsonLdValue(null, value.DeepClone(), IsJson: false, path));
                break;
        }
    }

    private static IEnumerable<string> Texts(JsonNode? value) => value switch
    {
        JsonValue text when text.GetValueKind() == JsonValueKind.String => [(string)text!],
        JsonArray several => several.SelectMany(Texts),
        _ => [],
    };
}
