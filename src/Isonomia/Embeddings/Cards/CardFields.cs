using System.Text.Json.Nodes;

namespace Isonomia.Embeddings;

/// <summary>Takes fields out of a JSON object and collects everything that is wrong with them.</summary>
internal sealed class CardFields
{
    private readonly JsonNode? _node;
    private readonly string _place;
    private readonly List<string> _faults;

    internal CardFields(JsonNode? node, List<string> faults, string place = "")
    {
        (_node, _faults, _place) = (node, faults, place);
    }

    internal bool Has(string field) => (_node as JsonObject)?[field] is not null;

    internal void Fault(string sentence) => _faults.Add(sentence);

    internal CardFields Object(string field)
    {
        JsonNode? value = (_node as JsonObject)?[field];
        if (value is not JsonObject)
        {
            Missing(field, value, "an object");
        }

        return new CardFields(value as JsonObject, _faults, Path(field) + ".");
    }

    internal IReadOnlyList<CardFields> Objects(string field)
    {
        JsonNode? value = (_node as JsonObject)?[field];
        if (value is JsonArray array && array.All(entry => entry is JsonObject))
        {
            return [.. array.Select((entry, i) => new CardFields(entry, _faults, $"{Path(field)}[{i}]."))];
        }

        Missing(field, value, "a list of objects");
        return [];
    }

    internal string Text(string field, params ReadOnlySpan<string> otherNames)
    {
        JsonNode? value = (_node as JsonObject)?[field];
        foreach (string name in otherNames)
        {
            value ??= (_node as JsonObject)?[name];
        }

        if (value is JsonValue text && text.TryGetValue(out string? found) && found.Length > 0)
        {
            return found;
        }

        Missing(field, value, "a text");
        return string.Empty;
    }

    internal string? OptionalText(string field) => Has(field) ? Text(field) : null;

    internal int Count(string field, int least = 1)
    {
        JsonNode? value = (_node as JsonObject)?[field];
        if (value is JsonValue number && number.TryGetValue(out int found) && found >= least)
        {
            return found;
        }

        Missing(field, value, $"a whole number of at least {least}");
        return least;
    }

    internal double Number(string field)
    {
        JsonNode? value = (_node as JsonObject)?[field];
        if (value is JsonValue number && number.TryGetValue(out double found) && double.IsFinite(found))
        {
            return found;
        }

        Missing(field, value, "a number");
        return 0;
    }

    internal bool Flag(string field, bool whenAbsent)
    {
        JsonNode? value = (_node as JsonObject)?[field];
        if (value is null)
        {
            return whenAbsent;
        }

        if (value is JsonValue flag && flag.TryGetValue(out bool found))
        {
            return found;
        }

        Missing(field, value, "true or false");
        return whenAbsent;
    }

    internal float[]? Numbers(string field, int count)
    {
        JsonNode? value = (_node as JsonObject)?[field];
        if (value is JsonArray array && array.Count == count)
        {
            float[] numbers =
                [.. array.Select(entry => entry is JsonValue one && one.TryGetValue(out float number) ? number
                    : float.NaN)];
            if (numbers.All(float.IsFinite))
            {
                return numbers;
            }
        }

        string found = value is JsonArray some ? $"has {some.Count} entries" : value is null ? "is missing"
            : "is no list";
        Fault($"field '{Path(field)}' {found}; {count} numbers were expected");
        return null;
    }

    /// <summary>A list of sizes; null for an axis that is left open (a text such as "N").</summary>
    internal int?[]? Axes(string field)
    {
        JsonNode? value = (_node as JsonObject)?[field];
        if (value is JsonArray array)
        {
            return [.. array.Select(axis => axis is JsonValue size && size.TryGetValue(out int found) && found > 0
                ? (int?)found : null)];
        }

        Missing(field, value, "a list of sizes");
        return null;
    }

    internal T Known<T>(string field, IReadOnlyDictionary<string, T> known, string? otherName = null)
        where T : struct
    {
        string text = otherName is null ? Text(field) : Text(field, otherName);
        if (known.TryGetValue(text, out T found))
        {
            return found;
        }

        if (text.Length > 0)
        {
            string near = Catalogs.NearestName.Of(text, [.. known.Keys]) is { } name ? $"; did you mean '{name}'?"
                : ";";
            Fault($"field '{Path(field)}' is '{text}'{near} known are {string.Join(", ", known.Keys)}");
        }

        return default;
    }

    internal string FileName(string field, params ReadOnlySpan<string> otherNames)
    {
        string name = Text(field, otherNames);
        if (System.IO.Path.IsPathRooted(name) || name.Split('/', '\\').Contains(".."))
        {
            Fault($"field '{Path(field)}' leads out of the model's folder; a name within it was expected");
        }

        return name;
    }

    internal string Sha256(string field)
    {
        string text = Text(field).ToLowerInvariant();
        if (text.Length > 0 && (text.Length != 64 || !text.All(char.IsAsciiHexDigitLower)))
        {
            Fault($"field '{Path(field)}' is no SHA-256; 64 hexadecimal digits were expected");
        }

        return text;
    }

    private string Path(string field) => _place + field;

    private void Missing(string field, JsonNode? value, string expected)
    {
        if (_node is null)
        {
            return; // its own absence was told
        }

        Fault(value is null
            ? $"field '{Path(field)}' is missing; {expected} was expected"
            : $"field '{Path(field)}' is not {expected}");
    }
}
