using System.Text.Json;

namespace Isonomia.EndToEnd;

/// <summary>PAD-UFES-20 predictions: the AUROC values printed in the data pack's README, through the command
/// line.</summary>
public sealed class PublishedPredictionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task The_pooled_auroc_is_above_every_group_since_demographics_are_missing_where_nothing_is_malignant()
    {
        string table = Path.GetFullPath(
            Path.Combine(RepositoryFolder.Root, "..", "shared", "data", "pad_ufes", "predictions.csv"));
        Skip.IfNot(File.Exists(table), "Needs the folder 'shared' beside the checkout; it is absent here.");
        ProcessResult result = await IsonomiaProcess.RunAsync(
            "audit", table, "--label", "label", "--score", "score", "--attribute", "sex", "--attribute", "fitzpatrick",
            "--replicates", "200", "--permutations", "199", "--out", _folder["out"]);
        result.ShouldExitWith(0);
        using var audit = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["out/audit.json"]));
        JsonElement root = audit.RootElement;
        Assert.Equal(0.729, root.GetProperty("overall").GetProperty("auroc").GetProperty("value").GetDouble(), 0.0005);
        Assert.Equal(0.658, Auroc(root, "sex", "female").GetProperty("value").GetDouble(), 0.0005);
        Assert.Equal(0.609, Auroc(root, "sex", "male").GetProperty("value").GetDouble(), 0.0005);
        Assert.Equal(0.577, Auroc(root, "fitzpatrick", "1").GetProperty("value").GetDouble(), 0.0005);
        Assert.Equal("no_positives", Auroc(root, "sex", "(missing)").GetProperty("undefined").GetString());
        Assert.Contains(
            root.GetProperty("flags").EnumerateArray(),
            flag => flag.GetProperty("id").GetString() == "missing_not_at_random");
        Assert.Contains("not recorded", result.Output, StringComparison.Ordinal);
    }

    private static JsonElement Auroc(JsonElement root, string attribute, string group) =>
        root.GetProperty("groups").EnumerateArray()
            .Single(
                g => g.GetProperty("attribute").GetString() == attribute && g.GetProperty("group").GetString() == group)
            .GetProperty("metrics").GetProperty("auroc");
}
