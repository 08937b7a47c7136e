using System.Text.Json;

namespace Isonomia.Tests;

/// <summary>One file of reference numbers in the shared folder.</summary>
internal sealed class OracleFile
{
    private readonly Dictionary<string, JsonElement> _cases = new(StringComparer.Ordinal);

    private OracleFile(JsonElement root)
    {
        foreach (JsonElement entry in root.GetProperty("cases").EnumerateArray())
        {
            _cases[entry.GetProperty("id").GetString()!] = entry;
        }
    }

    internal IEnumerable<JsonElement> Cases => _cases.Values;

    internal JsonElement this[string id] => _cases[id];

    /// <summary>Opens a file, or skips the test where the shared folder is absent.</summary>
    internal static OracleFile Open(string name)
    {
        SharedFolder.Require();
        return new OracleFile(JsonDocument.Parse(File.ReadAllText(SharedFolder.Path($"oracles/{name}"))).RootElement);
    }

    /// <summary>The inputs of a case, following <c>same_as</c>.</summary>
    internal JsonElement Inputs(JsonElement entry)
    {
        JsonElement inputs = entry.GetProperty("inputs");
        return inputs.TryGetProperty("same_as", out JsonElement other) ? Inputs(_cases[other.GetString()!]) : inputs;
    }
}
