using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isonomia.Documentation;

/// <summary>Reads the values of a node by the types that a property may have, and reports the others.</summary>
internal sealed class CroissantValues(JsonLdGraph graph, CroissantNames names, CroissantIssues issues)
{
    internal const string Text = CroissantNames.Schema + "Text";
    internal const string Url = CroissantNames.Schema + "URL";
    internal const string Boolean = CroissantNames.Schema + "Boolean";
    internal const string Date = CroissantNames.Schema + "Date";
    internal const string DateTime = CroissantNames.Schema + "DateTime";
    internal const string Integer = CroissantNames.Schema + "Integer";
    internal const string Number = CroissantNames.Schema + "Number";

    internal JsonLdGraph Graph => graph;

    /// <summary>A property that may have one value: the first that has a right type, or null.</summary>
    internal JsonLdValue? One(JsonLdNode node, string property, string name, params string[] types)
    {
        IReadOnlyList<JsonLdValue> values = node[property];
        JsonLdValue? found = null;
        foreach (JsonLdValue value in values)
        {
            if (Check(value, name, types))
            {
                found ??= value;
            }
        }

        if (values.Count > 1 && name is not ("name" or "description"))
        {
            issues.Warning($"`{name}` has cardinality `ONE`, but got a list", values[0].Path);
        }

        return found;
    }

    /// <summary>A property that may have several values: those of a right type.</summary>
    internal IReadOnlyList<JsonLdValue> Many(JsonLdNode node, string property, string name, params string[] types) =>
        [.. node[property].Where(value => Check(value, name, types))];

    /// <summary>A text, or the empty text.</summary>
    internal string TextOf(JsonLdNode node, string property, string name) => One(node, property, name, Text)?.Text
        ?? string.Empty;

    /// <summary>The nodes a property refers to whose type is one of those asked; the others are reported.</summary>
    internal IEnumerable<JsonLdNode> Nodes(JsonLdNode node, string property, string name, params string?[] types)
    {
        foreach (JsonLdValue value in node[property])
        {
            if (value.Id is null)
            {
                issues.Error($"`{name}` should have type {string.Join(" or ", types.Select(type => type ?? "None"))}, "
                    + $"but got {value.PythonType}", value.Path);
                continue;
            }

            JsonLdNode? child = graph.Find(value.Id);
            string? type = child?.Type;
            if (child is not null ? types.Contains(type) : types.Contains(null))
            {
                yield return child ?? new JsonLdNode(value.Id, value.Path);
            }
            else
            {
                WrongType(value, child, types);
            }
        }
    }

    private bool Check(JsonLdValue value, string name, string[] types)
    {
        if (value.Id is not null)
        {
            JsonLdNode? child = graph.Find(value.Id);
            if (child?.Type is string type && types.Contains(type))
            {
                return true;
            }

            // A bare address where an address is asked for.
            WrongType(value, child, types);
            return false;
        }

        string python = value.PythonType;
        if (types.Any(type => python == type switch
        {
            Boolean => "bool",
            Integer => "int",
            Number => "float",
            Text or Url or Date or DateTime => "str",
            _ => string.Empty,
        }))
        {
            return true;
        }

        issues.Error($"`{name}` should have type {string.Join(" or ", types)}, but got {python}", value.Path);
        return false;
    }

    private void WrongType(JsonLdValue value, JsonLdNode? child, IReadOnlyList<string?> types)
    {
        string id = names.IsOld ? NameOf(child) : value.Id!;
        string wanted = string.Join(" or ", types.Select(type => $"\"@type\": \"{type ?? "None"}\""));
        issues.Error($"\"{id}\" should have an attribute {wanted}. Got {child?.Type ?? "None"} instead.", child?.Path
            ?? value.Path);
    }

    private static string NameOf(JsonLdNode? node)
    {
        JsonNode? literal = node?[CroissantNames.Schema + "name"].Select(value => value.Literal).FirstOrDefault();
        return literal is null ? "None" : literal.GetValueKind() == JsonValueKind.String ? (string)literal!
            : PythonText.Str(literal);
    }
}
