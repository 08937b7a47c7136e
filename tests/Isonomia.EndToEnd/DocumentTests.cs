using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Isonomia.EndToEnd;

/// <summary>The verbs of data documentation as a data steward runs them.</summary>
public sealed class DocumentTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_run_gives_the_same_bytes_and_the_croissant_file_is_valid()
    {
        string table = Table();
        (await Document(table, "first")).ShouldExitWith(0);
        (await Document(table, "second")).ShouldExitWith(0);
        string[] names = ["document.html", "document.json", "croissant.json", "README.md", "datasheet.md"];
        foreach (string name in names)
        {
            Assert.Equal(
                await File.ReadAllTextAsync(_folder[$"first/{name}"]),
                await File.ReadAllTextAsync(_folder[$"second/{name}"]));
        }

        (await IsonomiaProcess.RunAsync("croissant", "validate", _folder["first/croissant.json"])).ShouldExitWith(0);
    }

    [Fact]
    public async Task A_refused_use_ends_with_the_gates_code_and_says_why()
    {
        ProcessResult result = (await Document(Table(), "out", "--purpose", "commercial")).ShouldExitWith(1);
        Assert.Contains("does not allow commercial use", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["out/document.html"]));
    }

    [Fact]
    public async Task Wrong_options_and_wrong_data_have_their_codes()
    {
        (await Document(Table(), "out", "--duo", "HMC")).ShouldExitWith(2);
        (await Document(Table(), "out", "--acquisition", "sight")).ShouldExitWith(3);
        (await IsonomiaProcess.RunAsync("croissant", "validate", _folder.Write("bad.json", "{"))).ShouldExitWith(3);
        (await IsonomiaProcess.RunAsync("datasets", "show", "nothing")).ShouldExitWith(2);
    }

    [Fact]
    public async Task Extracted_columns_join_to_the_table_they_came_from()
    {
        string texts = _folder.Write("texts.csv", "id,caption\na,\"A 45-year-old woman, cough.\"\nb,Chest film.\n");
        (await IsonomiaProcess.RunAsync(
            "demographics", texts, "--id", "id", "--text", "caption", "--out", _folder["found.csv"])).ShouldExitWith(0);
        string[] lines = await File.ReadAllLinesAsync(_folder["found.csv"]);
        Assert.StartsWith("a,en,45,45,year,,female", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("b,", lines[2], StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("document")]
    [InlineData("datasets")]
    public async Task The_page_draws_every_plot_without_errors_or_requests_and_fits_a_phone(string kind)
    {
        ProcessResult result = kind == "document"
            ? await Document(Table(), "out")
            : await IsonomiaProcess.RunAsync("datasets", "stats", "--out", _folder["out"]);
        result.ShouldExitWith(0);
        await using BrowserPage page = await browser.OpenAsync(
            _folder[$"out/{kind}.html"],
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await page.Page.Locator("html[data-drawn='true']")
            .WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        Assert.Empty(page.Errors);
        Assert.Empty(page.ForeignRequests);
        int figures = await page.Page.Locator("figure.chart").CountAsync();
        Assert.True(figures >= 5);
        Assert.True(await page.Page.Locator("figure.chart .plot svg").CountAsync() >= figures);
        Assert.Equal(390, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private Task<ProcessResult> Document(string table, string output, params string[] more) => IsonomiaProcess.RunAsync(
    [
        "document", table, "--out", _folder[output], "--unit", "patient", "--attribute", "sex", "--attribute",
        "age:0,40,60", "--label", "finding", "--license", "CC BY-NC 4.0", .. more,
    ]);

    private string Table()
    {
        StringBuilder text = new("id,patient,sex,age,finding,site,split\n");
        for (int i = 0; i < 400; i++)
        {
            string sex = i % 7 == 0 ? string.Empty : i % 2 == 0 ? "F" : "M";
            string site = i % 5 == 0 ? "x" : "y";
            string split = i % 4 < 3 ? "train" : "test";
            text.Append(
                CultureInfo.InvariantCulture,
                $"s{i},p{i / 2},{sex},{20 + (i % 60)},{i % 3 / 2},{site},{split}\n");
        }

        return _folder.Write("table.csv", text.ToString());
    }
}
