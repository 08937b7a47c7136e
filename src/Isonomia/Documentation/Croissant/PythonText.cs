using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isonomia.Documentation;

/// <summary>Python's way to print values, in which the reference library words its messages.</summary>
internal static class PythonText
{
    internal static string TypeOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "NoneType",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => IsInteger(node) ? "int" : "float",
        JsonValueKind.String => "str",
        JsonValueKind.Array => "list",
        _ => "dict",
    };

    internal static bool IsInteger(JsonNode number) => number.ToJsonString().AsSpan().IndexOfAny(".eE") < 0;

    /// <summary>repr of a text: single quotes, or double ones where the text has an apostrophe and no double
    /// quote.</summary>
    internal static string Repr(string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal)
            ? '"' : '\'';
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return quote + (quote == '\'' ? escaped.Replace("'", "\\'", StringComparison.Ordinal) : escaped) + quote;
    }

    internal static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Repr))}]";

    /// <summary>repr of a set of texts; Python's order is arbitrary, ours is ordinal.</summary>
    internal static string Set(IReadOnlyCollection<string> texts) => texts.Count == 0
        ? "set()"
        : $"{{{string.Join(", ", texts.Order(StringComparer.Ordinal).Select(Repr))}}}";

    internal static string Addresses(IEnumerable<string> addresses) =>
        $"[{string.Join(", ", addresses.Select(address => $"rdflib.term.URIRef({Repr(address)})"))}]";

    /// <summary>str of a value as json.loads gives it.</summary>
    internal static string Str(JsonNode? node) => node switch
    {
        null => "None",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => (string)value!,
        _ => Inner(node),
    };

    private static string Inner(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "None",
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.String => Repr((string)node!),
        JsonValueKind.Array => $"[{string.Join(", ", node.AsArray().Select(Inner))}]",
        JsonValueKind.Object =>
            $"{{{string.Join(", ", node.AsObject().Select(pair => $"{Repr(pair.Key)}: {Inner(pair.Value)}"))}}}",
        _ => node.ToJsonString(),
    };
}
