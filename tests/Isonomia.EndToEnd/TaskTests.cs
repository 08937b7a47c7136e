using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Isonomia.EndToEnd;

/// <summary>Tasks other than the binary one, and the comparison with a baseline, through the command line.</summary>
public sealed class TaskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_multiclass_table_is_audited_by_class_scores()
    {
        StringBuilder text = new("truth,a,b,c,sex\n");
        for (int i = 0; i < 600; i++)
        {
            string sex = i % 2 == 0 ? "F" : "M";
            int truth = i / 2 % 3;
            int top = sex == "F" && i % 5 == 0 ? (truth + 1) % 3 : truth;
            double[] scores = [0.2, 0.2, 0.2];
            scores[top] = 0.6;
            text.Append(CultureInfo.InvariantCulture, $"{"abc"[truth]},{scores[0]},{scores[1]},{scores[2]},{sex}\n");
        }

        string table = _folder.Write("classes.csv", text.ToString());
        JsonElement root = await Audit(table, "--label", "truth", "--score", "a", "--score", "b", "--score", "c");
        Assert.Equal("multiclass", root.GetProperty("task").GetString());
        Assert.Equal("F", root.GetProperty("verdict").GetProperty("worst_group").GetString());
        Assert.Equal("disparity_found", root.GetProperty("verdict").GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_regression_gap_gets_a_verdict_only_with_a_declared_margin()
    {
        StringBuilder text = new("truth,prediction,sex\n");
        for (int i = 0; i < 400; i++)
        {
            double error = (i % 7) - 3 + (i % 2 == 0 ? 4 : 0);
            text.Append(
                CultureInfo.InvariantCulture, $"{50 + (i % 30)},{50 + (i % 30) + error},{(i % 2 == 0 ? "F" : "M")}\n");
        }

        string table = _folder.Write("ages.csv", text.ToString());
        JsonElement without = await Audit(table, "--task", "regression", "--label", "truth", "--score", "prediction");
        Assert.Contains(
            without.GetProperty("flags").EnumerateArray(),
            f => f.GetProperty("id").GetString() == "margin_not_declared");
        JsonElement with = await Audit(
            table, "--task", "regression", "--label", "truth", "--score", "prediction", "--margin", "mae_gap=0.5");
        JsonElement gap = with.GetProperty("disparities")
            .EnumerateArray()
            .First(d => d.GetProperty("metric").GetString() == "mae_gap");
        Assert.Equal("disparity_found", gap.GetProperty("verdict").GetString());
        Assert.Equal("F", gap.GetProperty("detail").GetProperty("worst_group").GetString());
    }

    [Fact]
    public async Task A_baseline_is_compared_on_the_same_patients()
    {
        string candidate = _folder.Write("candidate.csv", SyntheticPredictions.Csv(2000, separationOfF: 1.8));
        string baseline = _folder.Write("baseline.csv", SyntheticPredictions.Csv(2000, separationOfF: 0.4));
        JsonElement root = await Audit(
            candidate, "--label", "label", "--score", "score", "--unit", "patient", "--id", "id", "--baseline",
            baseline);
        JsonElement change = root.GetProperty("baseline").GetProperty("changes").EnumerateArray()
            .First(c => c.GetProperty("metric").GetString() == "auroc");
        Assert.True(change.GetProperty("gap_change").GetDouble() < -0.1);
        Assert.Equal("levelling_up", change.GetProperty("point_label").GetString());
    }

    [Fact]
    public async Task A_control_column_gives_the_same_aggregates_within_each_of_its_levels()
    {
        string table = _folder.Write("predictions.csv", SyntheticPredictions.Csv(3000));
        JsonElement root = await Audit(
            table, "--label", "label", "--score", "score", "--unit", "patient", "--metric", "auroc", "--control",
            "age:0,50");
        string[] levels =
        [
            .. root.GetProperty("disparities").EnumerateArray()
                .Where(d => d.TryGetProperty("control", out _) && d.GetProperty("metric").GetString() == "auroc"
                    && d.GetProperty("aggregation").GetString() == "gap")
                .Select(d => d.GetProperty("control").GetString()!),
        ];
        Assert.Equal(["age=[0, 50)", "age=≥50"], levels);
    }

    private async Task<JsonElement> Audit(string table, params string[] options)
    {
        (await IsonomiaProcess.RunAsync(
            [
                "audit", table, "--attribute", "sex", "--replicates", "300", "--permutations", "99", "--out",
                _folder["out"], .. options]))
            .ShouldExitWith(0);
        using var audit = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["out/audit.json"]));
        return audit.RootElement.Clone();
    }
}
