using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Isonomia.EndToEnd;

/// <summary>The integrity check as a data steward runs it.</summary>
public sealed class CheckTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_leak_ends_with_the_gates_code_and_an_accepted_one_with_success_and_the_same_bytes_again()
    {
        string table = Table();
        ProcessResult result = (await Check(table, "first")).ShouldExitWith(1);
        Assert.Contains("BLOCKING   patient_overlap: 1 patient has images in two splits", result.Output,
            StringComparison.Ordinal);
        Assert.Contains("patient_overlap blocks", result.Error, StringComparison.Ordinal);
        string[] accepted = ["--accept", "patient_overlap=teaching set"];
        (await Check(table, "second", accepted)).ShouldExitWith(0);
        (await Check(table, "third", [.. accepted, "--threads", "1"])).ShouldExitWith(0);
        foreach (string name in new[] { "check.json", "check.html" })
        {
            Assert.Equal(
                await File.ReadAllTextAsync(_folder[$"second/{name}"]),
                await File.ReadAllTextAsync(_folder[$"third/{name}"]));
        }

        JsonNode json = JsonNode.Parse(await File.ReadAllTextAsync(_folder["second/check.json"]))!;
        Assert.Equal("isonomia.check/1", (string?)json["schema"]);
        Assert.Equal("teaching set", (string?)json["checks"]![0]!["accepted"]);
    }

    [Fact]
    public async Task A_check_raises_the_readiness_that_a_document_states()
    {
        string table = Table();
        (await Check(table, "check", "--accept", "patient_overlap=x")).ShouldExitWith(0);
        string[] document =
            ["document", table, "--attribute", "sex", "--label", "finding", "--out", _folder["document"],
            "--integrity", _folder["check/check.json"]];
        ProcessResult result = await IsonomiaProcess.RunAsync(document);
        Assert.Contains("0 integrity: 'isonomia check' found what blocks: patient_overlap", result.Output,
            StringComparison.Ordinal);
        await File.AppendAllTextAsync(table, "z,z,F,1,x,train\n");
        (await IsonomiaProcess.RunAsync(document)).ShouldExitWith(3);
    }

    [Fact]
    public async Task Wrong_options_and_wrong_data_have_their_codes()
    {
        string table = Table();
        ProcessResult unknown = (await Check(table, "out", "--set", "site_lable.v=0.2")).ShouldExitWith(2);
        Assert.Contains("did you mean 'site_label'?", unknown.Error, StringComparison.Ordinal);
        (await Check(table, "out", "--set", "site_label.v=much")).ShouldExitWith(2);
        (await Check(table, "out", "--acquisition", "sight")).ShouldExitWith(3);
        ProcessResult empty = (await IsonomiaProcess.RunAsync(
            "check", _folder.Write("empty.csv", "id,sex\n"), "--out", _folder["out"])).ShouldExitWith(3);
        Assert.Contains("no rows", empty.Error, StringComparison.Ordinal);
        ProcessResult list = (await IsonomiaProcess.RunAsync("checks")).ShouldExitWith(0);
        Assert.Contains("--set site_label.v=0.3", list.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_page_draws_every_plot_without_errors_or_requests_and_fits_a_phone()
    {
        (await Check(Table(), "out")).ShouldExitWith(1);
        await using BrowserPage page = await browser.OpenAsync(
            _folder["out/check.html"],
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await page.Page.Locator("html[data-drawn='true']")
            .WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        Assert.Empty(page.Errors);
        Assert.Empty(page.ForeignRequests);
        int figures = await page.Page.Locator("figure.chart").CountAsync();
        Assert.True(figures >= 1);
        Assert.True(await page.Page.Locator("figure.chart .plot svg").CountAsync() >= figures);
        Assert.Equal(390, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Contains("blocking", await page.Page.Locator(".badge.found").First.InnerTextAsync(),
            StringComparison.Ordinal);
    }

    private Task<ProcessResult> Check(string table, string output, params string[] more) => IsonomiaProcess.RunAsync(
    [
        "check", table, "--out", _folder[output], "--unit", "patient", "--split", "split", "--label", "finding",
        "--attribute", "sex", .. more,
    ]);

    /// <summary>400 images of 200 patients, of which one is in two splits.</summary>
    private string Table()
    {
        StringBuilder text = new("id,patient,sex,finding,site,split\n");
        for (int i = 0; i < 400; i++)
        {
            int patient = i / 2;
            string sex = patient % 2 == 0 ? "F" : "M";
            string site = patient % 5 == 0 ? "x" : "y";
            string split = i == 0 ? "test" : patient % 4 < 3 ? "train" : "test";
            text.Append(
                CultureInfo.InvariantCulture,
                $"s{i},p{patient},{sex},{patient % 3 / 2},{site},{split}\n");
        }

        return _folder.Write("table.csv", text.ToString());
    }
}
