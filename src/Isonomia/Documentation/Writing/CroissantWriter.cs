using System.Text.Json.Nodes;
using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>Writes a documented cohort as Croissant with the Responsible AI vocabulary.</summary>
/// <remarks>Small cells are hidden. What nobody has answered is left out, never made up; the strict validation then
/// says what is
/// missing.</remarks>
public static class CroissantWriter
{
    /// <summary>Makes the Croissant document.</summary>
    /// <param name="document">What the program found.</param>
    /// <param name="answers">What people answered.</param>
    /// <param name="version">1.1, or 1.0 for older readers.</param>
    /// <param name="compatible">Whether also the reference library's own spellings of two properties are
    /// written.</param>
    /// <param name="smallCell">Counts below this are hidden.</param>
    /// <returns>The document.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The version is 0.8, which is only read.</exception>
    public static CroissantDocument Write(
        CohortDocument document, DatasheetAnswers answers, CroissantVersion version = CroissantVersion.V11,
            bool compatible = false, int smallCell = 5)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfEqual((int)version, (int)CroissantVersion.V08, nameof(version));
        DocumentText text = new(document, smallCell);
        JsonObject json = new()
        {
            ["@context"] = CroissantContext.Of(version),
            ["@type"] = "sc:Dataset",
            ["conformsTo"] = new JsonArray(version == CroissantVersion.V11 ? "http://mlcommons.org/croissant/1.1"
                : "http://mlcommons.org/croissant/1.0", RaiVocabulary.ConformsTo),
            ["name"] = answers["name"]?.Trim() ?? document.Name,
            ["description"] = answers["purpose"]?.Trim()
                ?? $"{document.Images} images of {document.Patients} {text.Unit}. A person has not described the "
                    + $"purpose yet.",
        };
        Person(json, "creator", answers["creators"]);
        Person(json, "publisher", answers["publisher"]);
        Put(json, "url", answers["url"]);
        Put(json, "citeAs", answers["citation"]);
        Put(json, "version", answers["version"]);
        Put(json, "datePublished", answers["date_published"]);
        string[] licenses = answers["license"] is string stated ? [stated.Trim()]
            : [.. document.Gate.Licenses];
        if (licenses.Length > 0)
        {
            json["license"] = licenses.Length == 1 ? licenses[0]
                : new JsonArray([.. licenses.Select(license => JsonValue.Create(license))]);
        }

        string[] languages = [.. document.Texts.SelectMany(column => column.Languages.Keys)
            .Where(language => language != "unknown").Distinct().Order(StringComparer.Ordinal)];
        if (languages.Length > 0)
        {
            json["inLanguage"] = new JsonArray([.. languages.Select(language => JsonValue.Create(language))]);
        }

        Consent(json, document, version);
        ResponsibleAi(json, answers, text, compatible);
        Provenance(json, document, version);
        json["distribution"] = new JsonArray(Manifest(document));
        json["recordSet"] = RecordSets(document, smallCell, version);
        return CroissantDocument.Of(json);
    }

    private static void Put(JsonObject json, string key, string? answer)
    {
        if (!string.IsNullOrWhiteSpace(answer))
        {
            json[key] = answer.Trim();
        }
    }

    private static void Person(JsonObject json, string key, string? names)
    {
        string[] people = [.. (names ?? string.Empty)
            .Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (people.Length > 0)
        {
            json[key] = new JsonArray([.. people.Select(name =>
                new JsonObject { ["@type"] = "sc:Organization", ["name"] = name.TrimStart('-', ' ') })]);
        }
    }

    private static void Consent(JsonObject json, CohortDocument document, CroissantVersion version)
    {
        string[] codes = [.. document.Gate.Reasons.Select(reason => reason.Rule)
            .Where(rule => rule.Contains("(DUO:", StringComparison.Ordinal)).Distinct()];
        if (codes.Length > 0)
        {
            json["usageInfo"] = new JsonArray([.. codes.Select(code => new JsonObject
            {
                ["@type"] = "sc:DefinedTerm",
                ["termCode"] = code[(code.IndexOf('(', StringComparison.Ordinal) + 1)..^1],
                ["name"] = code[..code.IndexOf(' ', StringComparison.Ordinal)],
                ["inDefinedTermSet"] = "http://purl.obolibrary.org/obo/duo.owl",
            })]);
            if (version == CroissantVersion.V11)
            {
                json["odrl:hasPolicy"] = new JsonObject
                {
                    ["@type"] = "odrl:Offer",
                    ["odrl:permission"] = new JsonArray([.. codes.Select(code => JsonValue.Create(code))]),
                };
            }
        }
    }

    /// <summary>Each curation step as an activity that the data came out of.</summary>
    private static void Provenance(JsonObject json, CohortDocument document, CroissantVersion version)
    {
        if (document.Curation is { } curation && version == CroissantVersion.V11)
        {
            json["prov:wasGeneratedBy"] = new JsonArray([.. curation.Steps.SkipLast(1).Select(step => new JsonObject
            {
                ["@type"] = "prov:Activity",
                ["name"] = step[..step.IndexOf(": ", StringComparison.Ordinal)],
                ["description"] = step,
            })]);
        }
    }

    private static void ResponsibleAi(JsonObject json, DatasheetAnswers answers, DocumentText text, bool compatible)
    {
        foreach (IGrouping<string, DatasheetField> property in DatasheetField.All.Where(field => field.Rai is not null)
            .GroupBy(field => field.Rai!, StringComparer.Ordinal))
        {
            string[] values = [.. property.Select(field => field.IsHuman ? answers[field.Id]?.Trim()
                : text.Sentence(field.Id)).Where(value => !string.IsNullOrWhiteSpace(value)).OfType<string>()];
            if (values.Length == 0)
            {
                continue;
            }

            JsonNode value = values.Length == 1 ? JsonValue.Create(values[0])
                : new JsonArray([.. values.Select(one => JsonValue.Create(one))]);
            json["rai:" + property.Key] = value;
            if (compatible && RaiVocabulary.OtherSpellings.TryGetValue(property.Key, out string? other))
            {
                json["rai:" + other] = value.DeepClone();
            }
        }
    }

    private static JsonObject Manifest(CohortDocument document) => new()
    {
        ["@type"] = "cr:FileObject",
        ["@id"] = Id(document.ManifestName),
        ["name"] = document.ManifestName,
        ["contentUrl"] = document.ManifestName,
        ["contentSize"] = $"{document.ManifestBytes} B",
        ["encodingFormat"] = Path.GetExtension(document.ManifestName).ToLowerInvariant() switch
        {
            ".parquet" => "application/x-parquet",
            ".tsv" => "text/tab-separated-values",
            ".jsonl" or ".ndjson" => "application/jsonlines",
            ".json" => "application/json",
            _ => "text/csv",
        },
        ["sha256"] = document.ManifestSha256,
    };

    private static JsonArray RecordSets(CohortDocument document, int smallCell, CroissantVersion version)
    {
        JsonArray fields = [];
        foreach (CohortColumn column in document.Columns.DistinctBy(column => column.Name))
        {
            AttributeProfile? profile = document.Attributes.Concat(document.Acquisition)
                .FirstOrDefault(attribute => attribute.Column == column.Name);
            JsonObject field = new()
            {
                ["@type"] = "cr:Field",
                ["@id"] = $"samples/{Id(column.Name)}",
                ["name"] = column.Name,
                ["description"] = $"Role: {column.Role.ToString().ToLowerInvariant()}.",
                ["dataType"] = column.Role switch
                {
                    ColumnRole.Split => new JsonArray("sc:Text", "cr:Split"),
                    ColumnRole.Label => new JsonArray("sc:Text", "cr:Label"),
                    _ => JsonValue.Create("sc:Text"),
                },
                ["source"] = new JsonObject
                {
                    ["fileObject"] = new JsonObject { ["@id"] = Id(document.ManifestName) },
                    ["extract"] = new JsonObject { ["column"] = column.Name },
                },
            };
            if (column.Role == ColumnRole.Split && document.Splits.Count > 0)
            {
                field["references"] = new JsonObject { ["field"] = new JsonObject { ["@id"] = "splits/name" } };
            }

            if (profile is not null && version == CroissantVersion.V11)
            {
                Statistics(field, profile, smallCell);
            }

            fields.Add(field);
        }

        JsonArray sets = [];
        if (document.Splits.Count > 0)
        {
            sets.Add(Splits(document));
        }

        if (document.SeriesColumn is string series)
        {
            sets.Add(Series(document, series));
        }

        sets.Add(new JsonObject
        {
            ["@type"] = "cr:RecordSet",
            ["@id"] = "samples",
            ["name"] = "samples",
            ["description"] = $"One record an image; patients are "
                + $"{(document.SharedPatients == 0 && document.HasPatients ? "never" : "not known never")} in two "
                + $"splits.",
            ["field"] = fields,
        });
        return sets;
    }

    /// <summary>Slices are grouped: a scan is one record, however many pictures it has.</summary>
    private static JsonObject Series(CohortDocument document, string column) => new()
    {
        ["@type"] = "cr:RecordSet",
        ["@id"] = "series",
        ["name"] = "series",
        ["description"] = $"One record a DICOM series: {document.Series} series of {document.Images} images.",
        ["key"] = new JsonObject { ["@id"] = "series/uid" },
        ["field"] = new JsonArray(new JsonObject
        {
            ["@type"] = "cr:Field",
            ["@id"] = "series/uid",
            ["name"] = "uid",
            ["dataType"] = "sc:Text",
            ["source"] = new JsonObject
            {
                ["fileObject"] = new JsonObject { ["@id"] = Id(document.ManifestName) },
                ["extract"] = new JsonObject { ["column"] = column },
            },
        }),
    };

    private static void Statistics(JsonObject field, AttributeProfile profile, int smallCell)
    {
        if (profile.Numbers is { } numbers && numbers.Count >= smallCell)
        {
            field["dd:statistics"] = new JsonObject { ["dd:minimum"] = numbers.Minimum,
                ["dd:maximum"] = numbers.Maximum, ["dd:mean"] = numbers.Mean };
        }

        JsonArray counts = [];
        bool[] hidden = SmallCells.Hidden(
            [.. profile.Groups.Select(group => group.Patients), profile.MissingPatients], smallCell);
        foreach (GroupCount group in profile.Groups.Where((_, g) => !hidden[g]))
        {
            counts.Add(new JsonObject { ["dd:category"] = group.Name, ["dd:frequency"] = group.Patients });
        }

        field["dd:categoryStatistics"] = counts;
    }

    private static JsonObject Splits(CohortDocument document)
    {
        string Kind(string name) => name.StartsWith("train", StringComparison.OrdinalIgnoreCase) ? "cr:TrainingSplit"
            : name.StartsWith("val", StringComparison.OrdinalIgnoreCase) ? "cr:ValidationSplit"
            : name.StartsWith("test", StringComparison.OrdinalIgnoreCase) ? "cr:TestSplit" : "cr:Split";
        return new JsonObject
        {
            ["@type"] = "cr:RecordSet",
            ["@id"] = "splits",
            ["name"] = "splits",
            ["dataType"] = "cr:Split",
            ["key"] = new JsonObject { ["@id"] = "splits/name" },
            ["field"] = new JsonArray(
                new JsonObject { ["@type"] = "cr:Field", ["@id"] = "splits/name", ["name"] = "name",
                    ["dataType"] = "sc:Text" },
                new JsonObject { ["@type"] = "cr:Field", ["@id"] = "splits/url", ["name"] = "url",
                    ["dataType"] = "sc:URL" }),
            ["data"] = new JsonArray([.. document.Splits.Select(split =>
                new JsonObject { ["splits/name"] = split.Name, ["splits/url"] = Kind(split.Name) })]),
        };
    }

    /// <summary>An id without blank space, which the format forbids.</summary>
    private static string Id(string name) => string.Concat(name.Select(c => char.IsWhiteSpace(c) ? '_' : c))
        .Replace("%20", "_", StringComparison.Ordinal);
}
