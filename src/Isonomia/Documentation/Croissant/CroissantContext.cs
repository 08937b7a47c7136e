using System.Text.Json.Nodes;

namespace Isonomia.Documentation;

/// <summary>The contexts that written files carry, so that no reader has to fetch one.</summary>
internal static class CroissantContext
{
    private static readonly string[] Terms =
    [
        "citeAs", "column", "extract", "field", "fileProperty", "fileObject", "fileSet", "format", "includes",
            "isLiveDataset", "jsonPath", "key",
        "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate",
            "separator", "source", "subField",
        "transform",
    ];

    private static readonly string[] NewTerms =
        ["annotation", "arrayShape", "containedIn", "equivalentProperty", "excludes", "isArray", "readLines",
            "sdVersion", "unArchive", "value"];

    internal static JsonObject Of(CroissantVersion version)
    {
        JsonObject context = new()
        {
            ["@language"] = "en",
            ["@vocab"] = "https://schema.org/",
            ["cr"] = CroissantNames.Croissant,
            ["dct"] = "http://purl.org/dc/terms/",
            ["rai"] = CroissantNames.Rai,
            ["sc"] = "https://schema.org/",
            ["conformsTo"] = "dct:conformsTo",
            ["data"] = new JsonObject { ["@id"] = "cr:data", ["@type"] = "@json" },
            ["dataType"] = new JsonObject { ["@id"] = "cr:dataType", ["@type"] = "@vocab" },
            ["examples"] = new JsonObject { ["@id"] = "cr:examples", ["@type"] = "@json" },
        };
        string[] terms = version == CroissantVersion.V11 ? [.. Terms.Concat(NewTerms).Order(StringComparer.Ordinal)]
            : Terms;
        foreach (string term in terms)
        {
            context[term] = term == "containedIn" ? "sc:containedIn" : "cr:" + term;
        }

        if (version == CroissantVersion.V11)
        {
            context["dd"] = "http://rdf-vocabulary.ddialliance.org/discovery#";
            context["odrl"] = "http://www.w3.org/ns/odrl/2/";
            context["prov"] = "http://www.w3.org/ns/prov#";
        }

        return context;
    }
}
