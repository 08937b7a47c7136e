using System.Text.Json.Nodes;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Json.Schema;

namespace Isonomia.Tests;

public sealed class AuditJsonTests
{
    private const string SchemaPath = "docs/schemas/audit-1.schema.json";

    /// <summary>ISONOMIA_UPDATE_API=1 writes the file; a change of the form is a change for every reader of
    /// audit.json.</summary>
    [Fact]
    public void The_committed_schema_is_the_form_that_is_written()
    {
        string path = Path.Combine(RepositoryFolder.Root, SchemaPath);
        string schema = AuditJson.Schema().ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n";
        if (Environment.GetEnvironmentVariable("ISONOMIA_UPDATE_API") == "1")
        {
            File.WriteAllText(path, schema);
        }

        Assert.True(File.Exists(path), $"{SchemaPath} is missing; run the tests once with ISONOMIA_UPDATE_API=1.");
        Assert.Equal(File.ReadAllText(path), schema);
    }

    [Fact]
    public void An_audit_is_valid_under_the_schema_and_survives_a_round_trip()
    {
        AuditResult result = FairnessAudit.RunTable(Request(), Table());
        string json = AuditJson.Serialize(result);
        JsonSchema schema = JsonSchema.FromText(AuditJson.Schema().ToJsonString());
        EvaluationResults evaluation = schema.Evaluate(
            JsonNode.Parse(json), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(evaluation.IsValid, Explain(evaluation));
        Assert.Equal(json, AuditJson.Serialize(AuditJson.Deserialize(json)));
    }

    [Fact]
    public void The_fields_that_readers_rely_on_are_there()
    {
        JsonNode root = JsonNode.Parse(AuditJson.Serialize(FairnessAudit.RunTable(Request(), Table())))!;
        Assert.Equal("isonomia.audit/1", (string?)root["schema"]);
        foreach (string name in new[]
            {
                "request",
                "data",
                "seed",
                "versions",
                "overall",
                "groups",
                "disparities",
                "verdict",
                "flags",
            })
        {
            Assert.NotNull(root[name]);
        }

        JsonNode auroc = root["overall"]!["auroc"]!;
        Assert.NotNull(auroc["value"]);
        Assert.NotNull(auroc["low"]);
        Assert.NotNull(auroc["high"]);
        Assert.Equal(400, (int)auroc["n"]!);
        JsonNode group = root["groups"]!.AsArray().First(g => (string?)g!["group"] == "F")!;
        Assert.Equal("sex", (string?)group["attribute"]);
        Assert.NotNull(group["units"]);
        Assert.NotNull(group["positives"]);
    }

    private static string Explain(EvaluationResults evaluation) => string.Join("\n", evaluation.Details
        .Where(d => d.HasErrors && !d.EvaluationPath.ToString().Contains("anyOf", StringComparison.Ordinal))
        .Take(5)
        .Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}"));

    private static AuditRequest Request() => new()
    {
        Predictions = new PredictionRequest
        {
            Paths = ["table.csv"],
            Labels = ["y"],
            Scores = ["s"],
            Attributes = ["sex"],
        },
        Replicates = 100,
        Permutations = 99,
    };

    private static PredictionTable Table()
    {
        Numerics.RandomSource random = new(11);
        sbyte[] labels = new sbyte[400];
        double[] scores = new double[400];
        int[] codes = new int[400];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = (sbyte)random.NextInt32(2);
            codes[i] = random.NextInt32(20) == 0 ? -1 : random.NextInt32(2);
            scores[i] = 1 / (1 + Math.Exp(-(labels[i] * (codes[i] == 0 ? 0.4 : 1.8)) - random.NextNormal() + 0.8));
        }

        return new PredictionTable
        {
            RowCount = labels.Length,
            UnitCount = labels.Length,
            Outcome = new Outcome.Binary(labels, scores, "1"),
            Attributes = [new Grouping("sex", ["F", "M"], codes)],
            Fingerprint = new DataFingerprint("0", []),
        };
    }
}
