using System.Text.Json;

namespace Isonomia.EndToEnd;

public sealed class AuditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_known_disparity_is_found_named_and_written_for_people_and_machines()
    {
        string table = _folder.Write("predictions.csv", SyntheticPredictions.Csv());
        (await Audit(table, "--replicates", "500", "--permutations", "199")).ShouldExitWith(0);

        using JsonDocument audit = Read();
        JsonElement root = audit.RootElement;
        Assert.Equal("isonomia.audit/1", root.GetProperty("schema").GetString());
        Assert.Equal("disparity_found", root.GetProperty("verdict").GetProperty("verdict").GetString());
        JsonElement gap = Disparity(root, "sex", "auroc", "gap");
        Assert.Equal("F", gap.GetProperty("detail").GetProperty("worst_group").GetString());
        Assert.True(gap.GetProperty("low").GetDouble() > 0.1);
        Assert.True(File.Exists(_folder["out/report.html"]));
        Assert.True(File.Exists(_folder["out/groups.csv"]));
        Assert.True(File.Exists(_folder["out/disparities.csv"]));
    }

    [Fact]
    public async Task Rows_without_a_value_are_shown_in_a_line_of_their_own()
    {
        string table = _folder.Write("predictions.csv", SyntheticPredictions.Csv());
        (await Audit(table, "--replicates", "200", "--permutations", "0")).ShouldExitWith(0);
        using JsonDocument audit = Read();
        JsonElement missing = audit.RootElement.GetProperty("groups").EnumerateArray()
            .Single(
                g =>
                    g.GetProperty("attribute").GetString() == "sex"
                        && g.GetProperty("group").GetString() == "(missing)");
        Assert.True(missing.GetProperty("n").GetInt64() > 0);
        Assert.True(missing.GetProperty("metrics").TryGetProperty("auroc", out _));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_for_any_number_of_threads()
    {
        string table = _folder.Write("predictions.csv", SyntheticPredictions.Csv(1500));
        (await Audit(table, "--replicates", "100", "--permutations", "99", "--threads", "1")).ShouldExitWith(0);
        string first = await File.ReadAllTextAsync(_folder["out/audit.json"]);
        (await Audit(table, "--replicates", "100", "--permutations", "99", "--threads", "2")).ShouldExitWith(0);
        string second = await File.ReadAllTextAsync(_folder["out/audit.json"]);
        Assert.Equal(first.Replace("\"threads\": 1", "\"threads\": 2", StringComparison.Ordinal), second);
    }

    [Fact]
    public async Task A_gate_that_trips_exits_with_one_and_says_which()
    {
        string table = _folder.Write("predictions.csv", SyntheticPredictions.Csv());
        ProcessResult result = await Audit(
            table, "--replicates", "0", "--permutations", "0", "--fail-on", "gap(auroc, sex)>0.05", "--fail-on",
            "overall(auroc)<0.1");
        result.ShouldExitWith(1);
        Assert.Contains("gap(auroc, sex)>0.05", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("overall(auroc)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_column_is_wrong_data_and_a_near_name_is_offered()
    {
        string table = _folder.Write("predictions.csv", SyntheticPredictions.Csv(50));
        ProcessResult result = await IsonomiaProcess.RunAsync(
            "audit", table, "--label", "lable", "--score", "score", "--out", _folder["out"]);
        result.ShouldExitWith(3);
        Assert.Contains("did you mean 'label'", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Theory]
    [InlineData("--threshold", "best")]
    [InlineData("--metric", "aurocc")]
    [InlineData("--parity", "fairlern")]
    [InlineData("--fail-on", "auroc is bad")]
    [InlineData("--replicates", "many")]
    [InlineData("--confidence", "95")]
    public async Task A_wrong_option_is_wrong_use_and_writes_nothing(string option, string value)
    {
        string table = _folder.Write("predictions.csv", SyntheticPredictions.Csv(50));
        ProcessResult result = await Audit(table, option, value);
        result.ShouldExitWith(2);
        Assert.Contains(value, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task No_cell_content_appears_in_an_error()
    {
        string table = _folder.Write("predictions.csv", "label,score,sex\n1,0.5,F\n0,SECRET-VALUE,M\n");
        ProcessResult result = await IsonomiaProcess.RunAsync(
            "audit", table, "--label", "label", "--score", "score", "--attribute", "sex", "--out", _folder["out"]);
        result.ShouldExitWith(3);
        Assert.DoesNotContain("SECRET", result.Error + result.Output, StringComparison.Ordinal);
        Assert.Contains("score", result.Error, StringComparison.Ordinal);
    }

    private Task<ProcessResult> Audit(string table, params string[] more) => IsonomiaProcess.RunAsync(
    [
        "audit", table, "--label", "label", "--score", "score", "--attribute", "sex", "--attribute", "age:0,40,60",
        "--unit", "patient", "--id", "id", "--split", "split", "--validation", "val", "--test", "test", "--out",
        _folder["out"], .. more,
    ]);

    private JsonDocument Read() => JsonDocument.Parse(File.ReadAllText(_folder["out/audit.json"]));

    private static JsonElement Disparity(JsonElement root, string attribute, string metric, string aggregation) =>
        root.GetProperty("disparities").EnumerateArray().First(d =>
            d.GetProperty("attribute").GetString() == attribute
            && d.GetProperty("metric").GetString() == metric
            && d.GetProperty("aggregation").GetString() == aggregation);
}
