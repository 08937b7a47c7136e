using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Isonomia.EndToEnd;

public sealed class CompareTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("isonomia-compare-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Three_models_over_two_attributes_and_two_seeds_are_ranked_and_a_rerun_gives_the_same_bytes()
    {
        string table = Write("models.csv", ["first", "second", "third"]);
        var result = (
            await RunAsync(
                table, "--model-column", "model", "--baseline", "second", "--out",
                Path.Combine(_folder, "one"))).ShouldExitWith(0);
        Assert.Contains("comparison.html", result.Output, StringComparison.Ordinal);
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(_folder, "one", "comparison.json"));
        JsonElement root = JsonDocument.Parse(bytes).RootElement;
        Assert.Equal("isonomia.comparison/1", root.GetProperty("schema").GetString());
        Assert.Equal(2, root.GetProperty("settings").GetArrayLength());
        Assert.Equal(6, root.GetProperty("values").GetArrayLength());
        JsonElement worst = root.GetProperty("rankings")
            .EnumerateArray()
            .Single(ranking => ranking.GetProperty("id").GetString() == "worst_group");
        Assert.Equal(
            ["first", "second", "third"],
            worst.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("model").GetString()!));
        Assert.Equal(4, root.GetProperty("changes").GetArrayLength());
        string[] csv = await File.ReadAllLinesAsync(Path.Combine(_folder, "one", "comparison.csv"));
        Assert.Equal(1 + (6 * 5), csv.Length);

        (
            await RunAsync(
                table, "--model-column", "model", "--baseline", "second", "--threads", "1", "--out",
                Path.Combine(_folder, "two"))).ShouldExitWith(0);
        string again = await File.ReadAllTextAsync(Path.Combine(_folder, "two", "comparison.json"));
        Assert.Equal(
            Encoding.UTF8.GetString(bytes),
            again.Replace("\"threads\": 1", "\"threads\": 0", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task The_page_opens_from_disk_and_draws_a_rank_diagram_and_a_front_for_every_ranking_and_setting()
    {
        string table = Write("models.csv", ["first", "second", "third"]);
        (
            await RunAsync(
                table, "--model-column", "model", "--baseline", "second", "--out",
                Path.Combine(_folder, "page"))).ShouldExitWith(0);
        await using var page = await browser.OpenAsync(Path.Combine(_folder, "page", "comparison.html"));
        Assert.Empty(page.Errors);
        Assert.Empty(page.ForeignRequests);
        Assert.Equal(5, await page.Page.Locator("figure.chart").CountAsync());
        for (int chart = 1; chart <= 5; chart++)
        {
            await page.Page.Locator($"#chart-{chart}").ScrollIntoViewIfNeededAsync();
            await page.Page.Locator($"#chart-{chart} .plot :is(svg, canvas)").First.WaitForAsync();
        }

        Assert.Empty(page.Errors);
        Assert.Equal(
            1,
            await page.Page.GetByRole(
                Microsoft.Playwright.AriaRole.Heading, new() { Name = "Who paid for a smaller gap" }).CountAsync());
    }

    [Fact]
    public async Task One_table_without_a_model_column_is_wrong_use()
    {
        string table = Write("models.csv", ["first", "second"]);
        var result = (await RunAsync(table, "--out", Path.Combine(_folder, "out"))).ShouldExitWith(2);
        Assert.Contains("--model-column", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    [Fact]
    public async Task A_missing_column_is_wrong_data_and_offers_the_near_name()
    {
        string table = Write("models.csv", ["first", "second"]);
        var result = (await RunAsync(table, "--model-column", "modle", "--out", Path.Combine(_folder, "out")))
            .ShouldExitWith(3);
        Assert.Contains("'model'", result.Error, StringComparison.Ordinal);
    }

    private static Task<ProcessResult> RunAsync(params string[] more) => IsonomiaProcess.RunAsync(
    [
        "compare", .. more, "--label", "label", "--score", "score", "--attribute", "sex", "--attribute", "age",
        "--seed-column", "seed",
        "--unit", "patient", "--id", "image", "--replicates", "100",
    ]);

    /// <summary>The n-th model adds more of a fixed pattern of noise to the label, so that the order is
    /// known.</summary>
    private string Write(string name, string[] models)
    {
        StringBuilder text = new("image,patient,sex,age,label,score,model,seed\n");
        foreach ((int m, string model) in models.Index())
        {
            for (int seed = 1; seed <= 2; seed++)
            {
                for (int i = 0; i < 240; i++)
                {
                    int label = i % 5 < 2 ? 1 : 0;
                    double noise = (((i * 37) + (seed * 11)) % 101 / 100.0) - 0.5;
                    double score = 0.5 + (0.2 * (label - 0.5)) + (noise * (0.3 + (0.3 * m)) * 0.8);
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"i{i},p{i / 2},{(i % 4 < 2 ? "F" : "M")},{(i % 7 < 3 ? "old" : "young")},"
                            + $"{label},{score},{model},{seed}\n");
                }
            }
        }

        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
