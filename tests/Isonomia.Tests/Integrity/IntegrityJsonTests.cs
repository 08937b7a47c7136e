using System.Text.Json.Nodes;
using Isonomia.Datasets;
using Isonomia.Integrity;
using Json.Schema;

namespace Isonomia.Tests;

public sealed class IntegrityJsonTests
{
    private const string SchemaPath = "docs/schemas/check-1.schema.json";

    /// <summary>ISONOMIA_UPDATE_API=1 writes the file; a change of the form is a change for every reader of
    /// check.json.</summary>
    [Fact]
    public void The_committed_schema_is_the_form_that_is_written()
    {
        string path = Path.Combine(RepositoryFolder.Root, SchemaPath);
        string schema = IntegrityJson.Schema().ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n";
        if (Environment.GetEnvironmentVariable("ISONOMIA_UPDATE_API") == "1")
        {
            File.WriteAllText(path, schema);
        }

        Assert.True(File.Exists(path), $"{SchemaPath} is missing; run the tests once with ISONOMIA_UPDATE_API=1.");
        Assert.Equal(File.ReadAllText(path), schema);
    }

    [Fact]
    public void A_check_is_valid_under_the_schema_and_survives_a_round_trip()
    {
        string json = IntegrityJson.Serialize(Result());
        JsonSchema schema = JsonSchema.FromText(IntegrityJson.Schema().ToJsonString());
        EvaluationResults evaluation = schema.Evaluate(
            JsonNode.Parse(json), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(evaluation.IsValid, string.Join("\n", evaluation.Details.Where(detail => detail.HasErrors)
            .Take(5).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
        Assert.Equal(json, IntegrityJson.Serialize(IntegrityJson.Deserialize(json)));
    }

    [Fact]
    public void The_fields_that_readers_rely_on_are_there()
    {
        JsonNode root = JsonNode.Parse(IntegrityJson.Serialize(Result()))!;
        Assert.Equal("isonomia.check/1", (string?)root["schema"]);
        Assert.False((bool)root["passes"]!);
        JsonNode first = root["checks"]![0]!;
        Assert.Equal("patient_overlap", (string?)first["id"]);
        Assert.Equal("blocking", (string?)first["severity"]);
        Assert.Equal("found", (string?)first["status"]);
        Assert.Equal(1, (int)first["count"]!);
        Assert.Equal(["a", "b"], first["samples"]!.AsArray().Select(id => (string)id!));
        Assert.NotNull(first["audit_effect"]);
        Assert.NotNull(first["remedy"]);
    }

    [Fact]
    public void No_id_and_no_value_of_a_patient_is_written()
    {
        string json = IntegrityJson.Serialize(Result());
        Assert.DoesNotContain("secret-person", json, StringComparison.Ordinal);
        Assert.DoesNotContain("1951-07-13", json, StringComparison.Ordinal);
        Assert.DoesNotContain("147", json.Replace(Result().ManifestSha256, string.Empty, StringComparison.Ordinal)
            .Replace(Result().Fingerprint, string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static IntegrityResult Result()
    {
        using ScratchFolder folder = new();
        string table = folder.File("table.csv");
        File.WriteAllText(
            table,
            "id,patient,split,sex,age,label\na,secret-person,train,F,40,1\nb,secret-person,test,M,147,0\n"
            + "c,other,test,M,1951-07-13,1\n");
        IntegrityResult result = CohortIntegrity.Run(new IntegrityRequest
        {
            Source = new CohortSource
            {
                Path = table, Id = "id", Unit = "patient", Split = "split", Labels = ["label"],
                    Attributes = ["sex", "age"],
            },
        });
        // The path of the scratch folder is drawn anew each time.
        return result with { Request = result.Request with { Source = result.Request.Source with { Path = "t" } } };
    }
}
