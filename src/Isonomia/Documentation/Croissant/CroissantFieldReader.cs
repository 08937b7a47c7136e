using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isonomia.Documentation;

/// <summary>Reads record sets, fields and where their values come from.</summary>
internal sealed class CroissantFieldReader(CroissantValues values, CroissantNames names, CroissantIssues issues)
{
    private static readonly string[] FileProperties =
        ["content", "filename", "filepath", "fullpath", "lines", "lineNumbers"];

    internal RecordSetNode RecordSet(JsonLdNode set, string parent)
    {
        string name = values.TextOf(set, CroissantReader.Schema("name"), "name");
        string path = $"{parent} > RecordSet({name})";
        string uuid = names.IsOld ? name : set.Id;
        values.One(set, CroissantReader.Schema("description"), "description", CroissantValues.Text);
        List<FieldNode> fields = [];
        foreach (JsonLdNode field in values.Nodes(set, names.Of("field"), "fields", names.Of("Field")))
        {
            fields.Add(Field(field, path, uuid, 0));
        }

        bool hasData = Data(set, fields, path);
        RecordSetNode made = new(uuid, name, path, set.Path, hasData, fields);
        CroissantReader.ValidateName(made, names, issues);
        Named(path, set, name);
        return made;
    }

    /// <summary>Reads a source or a reference; null where none is given or it names nothing.</summary>
    internal string? Source(JsonLdNode owner, string property, string name, string path)
    {
        JsonLdNode[] sources = [.. values.Nodes(owner, property, name, [null])];
        if (owner[property].Count > 1)
        {
            issues.Warning($"`{name}` has cardinality `ONE`, but got a list", owner[property][0].Path);
        }

        string? target = null;
        foreach (JsonLdNode source in sources)
        {
            string? found = Target(source);
            Extract(source);
            Transforms(source);
            target ??= found;
        }

        return target;
    }

    private string? Target(JsonLdNode source)
    {
        string[] addresses = names.IsOld
            ? [names.Of("field"), names.Of("fileObject"), names.Of("fileSet"), CroissantReader.Schema("distribution")]
            : [names.Of("field"), names.Of("fileObject"), names.Of("fileSet")];
        string[] targets = [.. addresses.Select(address => source[address]).Where(found => found.Count > 0)
            .Select(found => found[0].Id ?? found[0].Text).OfType<string>().Where(id => id.Length > 0)];
        if (targets.Length != 1)
        {
            issues.Error($"Source should have one of the following properties {string.Join(" or ", addresses)}.",
                source.Path);
        }

        return targets.Length == 0 ? null : targets[0];
    }

    private void Extract(JsonLdNode source)
    {
        foreach (JsonLdNode extract in values.Nodes(source, names.Of("extract"), "extract", [null]))
        {
            string[] addresses = [names.Of("column"), names.Of("fileProperty"), names.Of("jsonPath")];
            int given = addresses.Zip(["column", "file_property", "json_path"])
                .Count(pair => values.One(extract, pair.First, pair.Second,
                    CroissantValues.Text)?.Text is { Length: > 0 });
            if (given != 1)
            {
                issues.Error($"Extract should have one of the following properties {string.Join(" or ", addresses)}.",
                    extract.Path);
            }

            if (extract[names.Of("fileProperty")] is [{ Text: string property }, ..]
                && !FileProperties.Contains(property))
            {
                string message = $"Property fileProperty can only have values in `fullpath`, `filepath` and "
                    + $"`content`. Got: {property}";
                issues.ErrorAt("Extract()", $"ValueError({PythonText.Repr(message)})", extract.Path);
            }
        }
    }

    private void Transforms(JsonLdNode source)
    {
        foreach (JsonLdNode transform in values.Nodes(source, names.Of("transform"), "transforms", [null]))
        {
            (string Term, string Name)[] texts =
                [("format", "format"), ("jsonPath", "json_path"), ("regex", "regex"), ("replace", "replace"),
                    ("separator", "separator")];
            int given = texts.Count(text =>
                values.One(transform, names.Of(text.Term), text.Name, CroissantValues.Text)?.Text is { Length: > 0 });
            bool isOther = new[] { ("readLines", "read_lines"), ("unArchive", "un_archive") }
                .Count(flag => values.One(transform, names.Of(flag.Item1), flag.Item2,
                    CroissantValues.Boolean) is { } on && PythonText.Str(on.Literal) == "True") > 0;
            if (given > 1)
            {
                issues.ErrorAt(
                    "Transform()",
                    "Too many string transforms. Exactly one of these properties should be defined: format, "
                        + "json_path, regex, replace, separator.",
                    transform.Path);
            }
            else if (given == 0 && !isOther)
            {
                issues.ErrorAt(
                    "Transform()",
                    "At least one transform must be defined. Choose among: format, json_path, regex, replace, "
                        + "separator, read_lines, un_archive.",
                    transform.Path);
            }
        }
    }

    private FieldNode Field(JsonLdNode field, string parent, string parentUuid, int depth)
    {
        string name = values.TextOf(field, CroissantReader.Schema("name"), "name");
        string path = $"{parent} > Field({name})";
        string uuid = names.IsOld ? $"{parentUuid}/{name}" : field.Id;
        values.One(field, CroissantReader.Schema("description"), "description", CroissantValues.Text);
        string[] types = [.. field[names.Of("dataType")].Select(value => value.Id ?? value.Text).OfType<string>()];
        string? source = Source(field, names.Of("source"), "source", path);
        string? references = Source(field, names.Of("references"), "references", path);
        bool hasValue = field[names.Of("value")].Count > 0;
        List<FieldNode> children = [];
        foreach (JsonLdNode child in depth > 8 ? []
            : values.Nodes(field, names.Of("subField"), "sub_fields", names.Of("Field")))
        {
            if (child.Id == field.Id)
            {
                issues.Error($"isonomia: cyclic reference: field \"{field.Id}\" is its own sub-field.", field.Path);
                continue;
            }

            children.Add(Field(child, path, uuid, depth + 1));
        }

        FieldNode made = new(uuid, name, path, field.Path, parentUuid, types, source, references, hasValue, children);
        CroissantReader.ValidateName(made, names, issues);
        Named(path, field, name);
        ArrayShape(field, made);
        return made;
    }

    private void ArrayShape(JsonLdNode field, FieldNode made)
    {
        bool isArray = values.One(field, names.Of("isArray"), "is_array", CroissantValues.Boolean) is { } flag
            && PythonText.Str(flag.Literal) == "True";
        if (values.One(field, names.Of("arrayShape"), "array_shape",
            CroissantValues.Text)?.Text is not { Length: > 0 } shape)
        {
            return;
        }

        if (!isArray)
        {
            issues.Error(made, $"Field {made.Uuid} defines `array_shape`, but `is_array` is False.");
        }
        else if (!shape.Split(',').All(part => int.TryParse(
            part.Trim(), System.Globalization.NumberStyles.AllowLeadingSign,
                System.Globalization.CultureInfo.InvariantCulture, out _)))
        {
            issues.Error(made, $"Field {made.Uuid}'s attribute array_shape `{shape}` cannot be parsed as a tuple of "
                + $"comma-separated values.");
        }
    }

    private void Named(string path, JsonLdNode node, string name)
    {
        if (names.IsOld && name.Length == 0)
        {
            issues.ErrorAt(path, $"Property \"{CroissantReader.Schema("name")}\" is mandatory, but does not exist.",
                node.Path);
        }
    }

    /// <summary>Data that stand in the file itself: a list of objects with the fields as keys.</summary>
    private bool Data(JsonLdNode set, List<FieldNode> fields, string path)
    {
        if (set[names.Of("data")] is not [JsonLdValue first, ..] || first.Literal is null)
        {
            return false;
        }

        string address = names.Of("data");
        JsonNode data = first.Literal is JsonValue text && text.GetValueKind() == JsonValueKind.String
            && TryParse((string)text!) is { } parsed
            ? parsed
            : first.Literal;
        if (data is JsonObject { Count: 0 })
        {
            issues.ErrorAt(path, $"{address} should declare a list. Got: <class 'dict'>.", first.Path);
            return true;
        }

        JsonNode?[] lines = data is JsonArray several ? [.. several] : [data];
        if (lines.Length == 0)
        {
            issues.ErrorAt(path, $"{address} should declare a non empty list.", first.Path);
            return false;
        }

        string[] expected = [.. fields.Select(field => names.IsOld ? field.Name : field.Uuid).Distinct()];
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] is not JsonObject line)
            {
                issues.ErrorAt(path, $"{address} should declare a list of dict. Got: a list of <class "
                    + $"'{PythonText.TypeOf(lines[i])}'>.", $"{first.Path}[{i}]");
                break;
            }

            string[] keys = [.. line.Select(pair => pair.Key)];
            if (!keys.ToHashSet(StringComparer.Ordinal).SetEquals(expected))
            {
                issues.ErrorAt(
                    path, $"Line #{i} doesn't have the expected columns. Expected: {PythonText.Set(expected)}. Got: "
                        + $"{PythonText.Set(keys)}.",
                    $"{first.Path}[{i}]");
            }
        }

        return true;
    }

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
