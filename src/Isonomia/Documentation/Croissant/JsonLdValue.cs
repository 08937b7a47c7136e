using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isonomia.Documentation;

/// <summary>A value of a node: another node by its id, a literal, or JSON that stays as it is.</summary>
/// <param name="Id">The id of the node it refers to, or null.</param>
/// <param name="Literal">The literal or the JSON, or null.</param>
/// <param name="IsJson">Whether it is JSON that stays as it is.</param>
/// <param name="Path">Where it stands in the file.</param>
internal sealed record JsonLdValue(string? Id, JsonNode? Literal, bool IsJson, string Path)
{
    /// <summary>The text of a literal, or null where it is none.</summary>
    internal string? Text => !IsJson && Literal is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? (string)value! : null;

    /// <summary>What two equal values have in common: a set holds each once.</summary>
    internal string Key => Id is not null ? "@id:" + Id : (Literal?.ToJsonString() ?? "null");

    /// <summary>The name of the literal's type in Python, in whose words the reference reports.</summary>
    internal string PythonType => Literal is null ? "dict" : PythonText.TypeOf(Literal);
}
