using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Isonomia.Documentation;

/// <summary>Validates a document in the steps of the reference library: nodes and references first, joins where nothing
/// was wrong so
/// far.</summary>
internal static partial class CroissantValidator
{
    internal static CroissantReport Validate(CroissantDocument document, StrictProfile? strict)
    {
        CroissantIssues issues = new();
        Identifiers(document.Json, "$", issues);
        foreach (string address in JsonLdContext.Of(document.Json["@context"]).Remote)
        {
            issues.Warning($"isonomia: the context '{address}' is not fetched; terms that only it defines mean "
                + $"nothing here.", "$['@context']");
        }

        JsonLdGraph graph = new(document.Json);
        JsonLdNode? node = graph.Nodes.FirstOrDefault(one => one.Types.Contains(CroissantReader.Schema("Dataset")));
        if (node is null)
        {
            // The reference stops at once: nothing else can be said about such a file.
            return CroissantReport.Of(CroissantVersion.V08, [new CroissantIssue(
                true, "The current JSON-LD doesn't extend https://schema.org/Dataset.", "$['@type']")]);
        }

        CroissantVersion version = Version(node, issues);
        CroissantNames names = new(version);
        DatasetNode dataset = new CroissantReader(graph, names, issues).Read(node);
        CroissantStructure structure = new(dataset, names, issues);
        structure.Check();
        if (!issues.HasErrors)
        {
            structure.CheckJoins();
        }

        IEnumerable<CroissantIssue> all = issues.All;
        if (strict is not null)
        {
            all = all.Concat(document.Duplicates).Concat(strict.Check(graph, node, names, dataset));
        }

        return CroissantReport.Of(version, all);
    }

    internal static CroissantVersion Version(JsonLdNode node, CroissantIssues? issues)
    {
        IReadOnlyList<JsonLdValue> given = node[CroissantNames.ConformsTo];
        if (given.Count == 0)
        {
            return CroissantVersion.V08;
        }

        foreach (JsonLdValue value in given)
        {
            if ((value.Id ?? value.Text) is string address
                && CroissantNames.Versions.TryGetValue(address, out CroissantVersion version))
            {
                return version;
            }
        }

        string got = given.Count == 1
            ? given[0].Id is string id ? $"{{'@id': {PythonText.Repr(id)}}}" : PythonText.Str(given[0].Literal)
            : $"[{string.Join(", ", given.Select(value => value.Id is string one ? $"{{'@id': {PythonText.Repr(one)}}}"
                : value.Text is string text ? PythonText.Repr(text) : PythonText.Str(value.Literal)))}]";
        issues?.Error($"At least one of the provided conformsTo should be a valid CroissantVersion. Got: {got}",
            given[0].Path);
        return CroissantVersion.V08;
    }

    /// <summary>Every id of the file, wherever it stands: blank space in one breaks the graph.</summary>
    private static void Identifiers(JsonNode? json, string path, CroissantIssues issues)
    {
        switch (json)
        {
            case JsonObject node:
                foreach ((string key, JsonNode? value) in node)
                {
                    if (key == "@id" && value is JsonValue text && text.GetValueKind() == JsonValueKind.String
                        && BlankSpace().IsMatch((string)text!))
                    {
                        issues.Error(
                            $"The dataset contains a wrong `@id`: '{(string)text!}'. Note that currently we do not "
                                + $"support `@id`s containing whitespaces "
                            + "(not even if URL-escaped).",
                            path + "['@id']");
                    }

                    Identifiers(value, $"{path}.{key}", issues);
                }

                break;
            case JsonArray several:
                for (int i = 0; i < several.Count; i++)
                {
                    Identifiers(several[i], $"{path}[{i}]", issues);
                }

                break;
        }
    }

    [GeneratedRegex(@"\s|%20")]
    private static partial Regex BlankSpace();
}
