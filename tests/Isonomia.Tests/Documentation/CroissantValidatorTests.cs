using System.Text.Json.Nodes;
using Isonomia.Documentation;

namespace Isonomia.Tests;

/// <summary>Rules of the table of messages, each on a small file that breaks it.</summary>
public sealed class CroissantValidatorTests
{
    [Fact]
    public void A_whole_file_has_no_issue() => Assert.Empty(Validate(Sample()).Issues);

    [Fact]
    public void The_scheme_of_schema_org_does_not_matter()
    {
        JsonObject sample = Sample();
        sample["@context"]!["@vocab"] = "http://schema.org/";
        sample["@context"]!["sc"] = "http://schema.org/";
        Assert.Empty(Validate(sample).Issues);
    }

    [Theory]
    [InlineData("1.2.x")]
    [InlineData("DRAFT")]
    [InlineData("01.2.3")]
    public void A_version_that_is_none_is_warned_about(string version)
    {
        JsonObject sample = Sample();
        sample["version"] = version;
        CroissantReport report = Validate(sample);
        Assert.True(report.IsValid);
        Assert.Equal(
            $"Found the following 1 warning(s) during the validation:\n  -  [Metadata(sample)] "
                + $"WarningException(\"Version doesn't follow "
            + $"MAJOR.MINOR.PATCH: {version}. For more information refer to: https://semver.org/spec/v2.0.0.html\")",
            report.Text);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3-rc.1+build.5")]
    public void Short_and_long_versions_are_versions(string version)
    {
        JsonObject sample = Sample();
        sample["version"] = version;
        Assert.Empty(Validate(sample).Issues);
    }

    [Fact]
    public void A_number_is_a_version()
    {
        JsonObject sample = Sample();
        sample["version"] = 2;
        Assert.Empty(Validate(sample).Issues);
    }

    [Fact]
    public void What_is_recommended_is_named_by_its_address()
    {
        JsonObject sample = Sample();
        foreach (string property in new[] { "citeAs", "datePublished", "license", "version" })
        {
            sample.Remove(property);
        }

        Assert.Equal(
            [
                "[Metadata(sample)] Property \"http://mlcommons.org/croissant/citeAs\" is recommended, but does not "
                    + "exist.",
                "[Metadata(sample)] Property \"https://schema.org/datePublished\" is recommended, but does not exist.",
                "[Metadata(sample)] Property \"https://schema.org/license\" is recommended, but does not exist.",
                "[Metadata(sample)] Property \"https://schema.org/version\" is recommended, but does not exist.",
            ],
            Validate(sample).Warnings.Select(issue => issue.Text));
    }

    [Fact]
    public void Many_problems_are_told_at_once_with_their_places()
    {
        JsonObject sample = Sample();
        sample["datePublished"] = "last year";
        sample["url"] = 5;
        sample["conformsTo"] = new JsonArray("http://myorg/a", "http://mlcommons.org/croissant/1.1", "http://myorg/b");
        sample["distribution"]![0]!.AsObject().Remove("encodingFormat");
        sample["distribution"]![0]!.AsObject().Remove("sha256");
        sample["recordSet"]![0]!["field"]![0]!["source"]!["transform"] =
            new JsonObject { ["regex"] = "a", ["separator"] = "," };
        sample["recordSet"]![0]!["field"]![0]!["arrayShape"] = "a,b";
        sample["recordSet"]![0]!["field"]![0]!["isArray"] = true;
        CroissantReport report = Validate(sample);
        Assert.Equal(CroissantVersion.V11, report.Version);
        Dictionary<string, string> found = report.Issues.ToDictionary(issue => issue.Text, issue => issue.JsonPath);
        Assert.Equal("$.datePublished", found["Dates or DateTimes should follow the [ISO 8601 "
            + "format](https://en.wikipedia.org/wiki/ISO_8601). Got last year"]);
        Assert.Equal("$.url", found["`url` should have type https://schema.org/URL, but got int"]);
        Assert.Equal(
            "$.distribution[0]",
            found["[Metadata(sample) > FileObject(table.csv)] Property \"https://schema.org/encodingFormat\" is "
                + "mandatory, but does not exist."]);
        Assert.Equal(
            "$.distribution[0]",
            found["[Metadata(sample) > FileObject(table.csv)] At least one of these properties should be defined: "
                + "['md5', 'sha256']."]);
        Assert.Equal(
            "$.recordSet[0].field[0].source.transform",
            found["[Transform()] Too many string transforms. Exactly one of these properties should be defined: "
                + "format, json_path, regex, replace, separator."]);
        Assert.Equal(
            "$.recordSet[0].field[0]",
            found["[Metadata(sample) > RecordSet(rows) > Field(age)] Field rows/age's attribute array_shape `a,b` "
                + "cannot be parsed as a tuple of comma-separated values."]);
        Assert.Equal(7, report.Issues.Count);
    }

    [Fact]
    public void A_conformsTo_of_nobody_is_an_error_and_read_as_the_oldest_version()
    {
        JsonObject sample = Sample();
        sample["conformsTo"] = new JsonArray("http://myorg/a", "http://myorg/b");
        CroissantReport report = Validate(sample);
        Assert.Equal(CroissantVersion.V08, report.Version);
        Assert.Contains(
            report.Errors,
            issue => issue.Text == "At least one of the provided conformsTo should be a valid CroissantVersion. Got: "
                + "['http://myorg/a', 'http://myorg/b']");
    }

    [Fact]
    public void A_value_is_warned_about_where_one_is_expected()
    {
        JsonObject sample = Sample();
        sample["citeAs"] = new JsonArray("first", "second");
        Assert.Equal(["`cite_as` has cardinality `ONE`, but got a list"],
            Validate(sample).Warnings.Select(issue => issue.Text));
    }

    [Fact]
    public void A_field_has_a_source_or_a_value_and_a_value_has_a_type()
    {
        JsonObject sample = Sample();
        JsonArray fields = sample["recordSet"]![0]!["field"]!.AsArray();
        fields[0]!["value"] = 5;
        fields.Add(new JsonObject { ["@type"] = "cr:Field", ["@id"] = "rows/unit", ["name"] = "unit",
            ["value"] = "years" });
        Assert.Equal(
            [
                "[Metadata(sample) > RecordSet(rows) > Field(age)] Field rows/age defines both `source` and `value`. "
                    + "Please specify exactly one of them.",
                "[Metadata(sample) > RecordSet(rows) > Field(unit)] Field \"rows/unit\" defines a constant value but "
                    + "omits "
                + "http://mlcommons.org/croissant/dataType. Please declare the data type.",
            ],
            Validate(sample).Errors.Select(issue => issue.Text));
    }

    [Fact]
    public void Embedded_data_have_the_fields_as_their_keys()
    {
        JsonObject sample = Sample();
        sample["recordSet"]!.AsArray().Add(JsonNode.Parse("""
            { "@type": "cr:RecordSet", "@id": "splits", "name": "splits", "field": [ { "@type": "cr:Field",
              "@id": "splits/name", "name": "name",
              "dataType": "sc:Text" } ], "data": [ { "splits/name": "train" }, { "name": "test" } ] }
            """));
        Assert.Equal(
            ["[Metadata(sample) > RecordSet(splits)] Line #1 doesn't have the expected columns. Expected: "
                + "{'splits/name'}. Got: {'name'}."],
            Validate(sample).Errors.Select(issue => issue.Text));
    }

    [Fact]
    public void Files_that_contain_each_other_are_found()
    {
        JsonObject sample = Sample();
        JsonArray files = sample["distribution"]!.AsArray();
        files[0]!["containedIn"] = new JsonObject { ["@id"] = "archive" };
        files.Add(JsonNode.Parse("""
            { "@type": "cr:FileObject", "@id": "archive", "name": "archive", "encodingFormat": "application/zip",
              "containedIn": { "@id": "table.csv" } }
            """));
        Assert.Equal(["isonomia: cyclic reference: table.csv → archive → table.csv."],
            Validate(sample).Errors.Select(issue => issue.Text));
    }

    [Fact]
    public void Fields_that_feed_each_other_are_found()
    {
        JsonObject sample = Sample();
        JsonObject field = sample["recordSet"]![0]!["field"]![0]!.AsObject();
        field.Remove("dataType");
        field["source"] = JsonNode.Parse("""{ "field": { "@id": "rows/age" } }""");
        Assert.Contains(Validate(sample).Errors,
            issue => issue.Text.Contains("cyclic reference", StringComparison.Ordinal));
    }

    [Fact]
    public void The_oldest_version_names_its_nodes()
    {
        CroissantReport report = CroissantDocument.Parse("""
            { "@context": { "@vocab": "https://schema.org/", "sc": "https://schema.org/",
              "ml": "http://mlcommons.org/schema/" },
              "@type": "sc:Dataset", "name": "my data", "citation": "c", "license": "l", "version": "1.0.0",
                "datePublished": "2020-01-01",
              "distribution": [ { "@type": "sc:FileObject", "name": "a/b", "contentUrl": "u",
                "encodingFormat": "text/csv", "sha256": "0" },
                                { "@type": "sc:FileSet", "name": "a/b", "encodingFormat": "text/csv" } ] }
            """).Validate();
        Assert.Equal(
            [
                "[Metadata(my data) > FileObject(a/b)] The name \"a/b\" contains forbidden characters.",
                "[Metadata(my data) > FileSet(a/b)] Duplicate nodes with the same identifier: a/b",
                "[Metadata(my data) > FileSet(a/b)] Property \"http://mlcommons.org/schema/includes\" is mandatory, "
                    + "but does not exist.",
                "[Metadata(my data) > FileSet(a/b)] The name \"a/b\" contains forbidden characters.",
                "[Metadata(my data)] The name \"my data\" contains forbidden characters.",
            ],
            report.Errors.Select(issue => issue.Text));
    }

    [Fact]
    public void The_strict_profile_asks_for_what_version_1_1_requires_and_knows_licences()
    {
        using ScratchFolder folder = new();
        JsonObject sample = Sample();
        sample.Remove("creator");
        sample["license"] = "https://example.org/house-rules";
        sample["distribution"]![0]!["contentUrl"] = "absent.csv";
        CroissantReport report = CroissantDocument.Of(sample).ValidateStrictly(folder.Root);
        Assert.Equal(
            [
                "isonomia: the local file \"absent.csv\" does not exist.",
                "isonomia: the property \"creator\" is required by Croissant 1.1 and absent.",
            ],
            report.Errors.Select(issue => issue.Text));
        Assert.Equal(
            ["isonomia: the licence 'https://example.org/house-rules' is not in the table of licences; what it allows "
                + "is unknown."],
            report.Warnings.Select(issue => issue.Text));
    }

    [Theory]
    [InlineData("{ \"a\": ", "line 1")]
    [InlineData("[]", "array")]
    [InlineData("", "not JSON")]
    public void What_is_no_object_is_refused_with_its_place(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<CroissantException>(() => CroissantDocument.Parse(text)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_key_given_twice_is_found_by_the_strict_profile()
    {
        string text = Sample().ToJsonString();
        CroissantDocument document = CroissantDocument.Parse(text[..^1] + ", \"name\": \"sample\" }");
        Assert.True(document.Validate().IsValid);
        Assert.Contains(document.ValidateStrictly(null).Errors, issue => issue.JsonPath == "$.name");
    }

    [Fact]
    public void Both_spellings_of_the_responsible_ai_terms_are_read()
    {
        JsonObject sample = Sample();
        sample["rai:dataCollectionTimeFrame"] = new JsonArray("2019-01-01", "2020-01-01");
        sample["rai:dataBiases"] = "more men than women";
        CroissantSummary summary = CroissantDocument.Of(sample).Summarize();
        Assert.Equal(["2019-01-01", "2020-01-01"], summary.ResponsibleAi["dataCollectionTimeframe"]);
        Assert.Equal(["more men than women"], summary.ResponsibleAi["dataBiases"]);
        Assert.Equal(["rows"], summary.RecordSets.Keys);
    }

    private static CroissantReport Validate(JsonObject json) => CroissantDocument.Of(json).Validate();

    private static JsonObject Sample()
    {
        JsonObject sample = JsonNode.Parse("""
            { "@type": "sc:Dataset", "name": "sample", "description": "A sample.",
              "conformsTo": "http://mlcommons.org/croissant/1.1",
              "citeAs": "Nobody", "datePublished": "2026-01-02", "license": "CC-BY-4.0",
                "url": "https://example.org/", "version": "1.0.0",
              "creator": { "@type": "sc:Person", "name": "A. Person" },
              "distribution": [ { "@type": "cr:FileObject", "@id": "table.csv", "name": "table.csv",
                "contentUrl": "https://example.org/table.csv",
                "encodingFormat": "text/csv",
                  "sha256": "c617db2c7470716250f6f001be51304c76bcc8815527ab8bae734bdca0735737" } ],
              "recordSet": [ { "@type": "cr:RecordSet", "@id": "rows", "name": "rows",
                "field": [ { "@type": "cr:Field", "@id": "rows/age", "name": "age",
                "dataType": "sc:Integer", "source": { "fileObject": { "@id": "table.csv" },
                  "extract": { "column": "age" } } } ] } ] }
            """)!.AsObject();
        sample.Insert(0, "@context", JsonNode.Parse("""
            { "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
              "cr": "http://mlcommons.org/croissant/",
              "dct": "http://purl.org/dc/terms/", "rai": "http://mlcommons.org/croissant/RAI/",
                "conformsTo": "dct:conformsTo", "citeAs": "cr:citeAs",
              "recordSet": "cr:recordSet", "field": "cr:field", "dataType": { "@id": "cr:dataType",
                "@type": "@vocab" }, "source": "cr:source",
              "extract": "cr:extract", "column": "cr:column", "fileObject": "cr:fileObject",
                "transform": "cr:transform", "regex": "cr:regex",
              "separator": "cr:separator", "isArray": "cr:isArray", "arrayShape": "cr:arrayShape", "value": "cr:value",
              "data": { "@id": "cr:data", "@type": "@json" } }
            """));
        return sample;
    }
}
