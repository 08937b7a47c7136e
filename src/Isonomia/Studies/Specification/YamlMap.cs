using System.Globalization;
using Isonomia.Catalogs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Isonomia.Studies;

/// <summary>One mapping of a YAML file: gives typed fields, remembers which were asked for, and reports the rest with
/// near names and lines.</summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode _node;
    private readonly string _path;
    private readonly YamlProblems _problems;
    private readonly List<string> _asked = [];

    internal YamlMap(YamlMappingNode node, string path, YamlProblems problems) =>
        (_node, _path, _problems) = (node, path, problems);

    /// <summary>The line the mapping starts at.</summary>
    internal int Line => (int)_node.Start.Line;

    internal bool Has(string key) => Find(key) is not null;

    internal int LineOf(string key) => (int)(Find(key)?.Start.Line ?? _node.Start.Line);

    internal string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar when !IsNull(scalar):
                return scalar.Value;
            case YamlScalarNode:
                return null;
            case var other:
                _problems.Add(other, $"'{Name(key)}' is {Kind(other)}; expected one value");
                return null;
        }
    }

    internal string RequiredText(string key)
    {
        if (Text(key) is { Length: > 0 } text)
        {
            return text;
        }

        _problems.Add(_node, $"'{Name(key)}' is missing");
        return string.Empty;
    }

    internal double Number(string key, double standard, double low, double high) =>
        Text(key) is { } text ? NumberOf(Find(key)!, key, text, low, high) : standard;

    internal int Integer(string key, int standard, int low, int high = int.MaxValue)
    {
        double number = Number(key, standard, low, high);
        if (number != Math.Floor(number))
        {
            _problems.Add(Find(key)!, $"'{Name(key)}' is not a whole number");
            return standard;
        }

        return (int)number;
    }

    internal ulong Seed(string key, ulong standard)
    {
        if (Text(key) is not { } text)
        {
            return standard;
        }

        if (ulong.TryParse(text, CultureInfo.InvariantCulture, out ulong seed))
        {
            return seed;
        }

        _problems.Add(Find(key)!, $"'{Name(key)}' is not a whole number from 0");
        return standard;
    }

    internal bool Flag(string key, bool standard)
    {
        switch (Text(key)?.ToLowerInvariant())
        {
            case null:
                return standard;
            case "true" or "yes" or "on":
                return true;
            case "false" or "no" or "off":
                return false;
            default:
                _problems.Add(Find(key)!, $"'{Name(key)}' is neither true nor false");
                return standard;
        }
    }

    internal string Choice(string key, string standard, params string[] known)
    {
        if (Text(key) is not { } text || known.Contains(text))
        {
            return Text(key) ?? standard;
        }

        string? near = NearestName.Of(text, known);
        _problems.Add(
            Find(key)!,
            $"'{Name(key)}' is '{text}'{(near is null ? string.Empty : $"; did you mean '{near}'?")}; expected "
                + $"{string.Join(", ", known)}");
        return standard;
    }

    /// <summary>Texts: a list, or one value for a list of one.</summary>
    internal IReadOnlyList<string> Texts(string key) =>
        [.. Items(key).Select(item => Scalar(item, key)).OfType<string>()];

    internal IReadOnlyList<double> Numbers(string key, IReadOnlyList<double> standard, double low, double high)
    {
        if (!Has(key))
        {
            return standard;
        }

        return [
            .. Items(key).Select(item => Scalar(item, key) is { } text ? NumberOf(item, key, text, low, high) : low)];
    }

    /// <summary>The nodes of a list, or one node for a list of one; empty where the key is absent.</summary>
    internal IReadOnlyList<YamlNode> Items(string key) => Find(key) switch
    {
        null => [],
        YamlScalarNode scalar when IsNull(scalar) => [],
        YamlSequenceNode sequence => [.. sequence.Children],
        var single => [single],
    };

    /// <summary>A mapping below this one; null where the key is absent. Calls the reader and reports what it did not
    /// ask for.</summary>
    internal T? Map<T>(string key, Func<YamlMap, T> read)
        where T : class
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar when IsNull(scalar):
                return null;
            case YamlMappingNode map:
                return Of(map, Name(key), read);
            case var other:
                _problems.Add(other, $"'{Name(key)}' is {Kind(other)}; expected fields below it");
                return null;
        }
    }

    /// <summary>Reads a mapping that is an item of a list.</summary>
    internal T Of<T>(YamlMappingNode map, string path, Func<YamlMap, T> read)
    {
        YamlMap inner = new(map, path, _problems);
        T value = read(inner);
        inner.Finish();
        return value;
    }

    /// <summary>The pairs of a mapping of free names to texts.</summary>
    internal SortedDictionary<string, string> Pairs(string key)
    {
        SortedDictionary<string, string> pairs = new(StringComparer.Ordinal);
        if (Find(key) is YamlMappingNode map)
        {
            foreach ((YamlNode name, YamlNode value) in map.Children)
            {
                pairs[((YamlScalarNode)name).Value!] = Scalar(value, key) ?? string.Empty;
            }
        }
        else if (Find(key) is { } other)
        {
            _problems.Add(other, $"'{Name(key)}' is {Kind(other)}; expected pairs NAME: VALUE");
        }

        return pairs;
    }

    /// <summary>The pairs of a mapping of free names to numbers.</summary>
    internal SortedDictionary<string, double> NumberPairs(string key, double low, double high)
    {
        SortedDictionary<string, double> pairs = new(StringComparer.Ordinal);
        foreach ((string name, string text) in Pairs(key))
        {
            pairs[name] = NumberOf(Find(key)!, $"{key}.{name}", text, low, high);
        }

        return pairs;
    }

    internal string? Scalar(YamlNode item, string key)
    {
        if (item is YamlScalarNode scalar)
        {
            return scalar.Value;
        }

        _problems.Add(item, $"'{Name(key)}' holds {Kind(item)}; expected single values");
        return null;
    }

    internal void Report(string key, string found) => _problems.Add(Find(key) ?? _node, found);

    /// <summary>Reports the fields that nobody asked for.</summary>
    internal void Finish()
    {
        foreach ((YamlNode key, YamlNode _) in _node.Children)
        {
            string name = (key as YamlScalarNode)?.Value ?? string.Empty;
            if (!_asked.Contains(name))
            {
                string? near = NearestName.Of(name, _asked);
                string where = _path.Length == 0 ? string.Empty : $" in '{_path}'";
                string offer = near is null
                    ? $"; known: {string.Join(", ", _asked.Distinct())}"
                    : $"; did you mean '{near}'?";
                _problems.Add(key, $"field '{name}'{where} is unknown{offer}");
            }
        }
    }

    private static bool IsNull(YamlScalarNode scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null";

    private static string Kind(YamlNode node) => node switch
    {
        YamlMappingNode => "a group of fields",
        YamlSequenceNode => "a list",
        _ => "a single value",
    };

    private double NumberOf(YamlNode node, string key, string text, double low, double high)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= low
            && number <= high)
        {
            return number;
        }

        string range = high is double.MaxValue or int.MaxValue
            ? $"from {Invariant(low)}"
            : $"in [{Invariant(low)}, {Invariant(high)}]";
        _problems.Add(node, $"'{Name(key)}' is not a number {range}");
        return low;
    }

    private static string Invariant(double number) => number.ToString(CultureInfo.InvariantCulture);

    private string Name(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? node) ? node : null;
    }
}
