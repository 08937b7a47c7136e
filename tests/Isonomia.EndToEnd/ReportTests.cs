using Microsoft.Playwright;

namespace Isonomia.EndToEnd;

/// <summary>The report of an audit, opened from disk as a reader does.</summary>
public sealed class ReportTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task The_page_draws_every_plot_without_errors_or_requests_and_fits_a_phone()
    {
        string report = await Report();
        await using BrowserPage page = await browser.OpenAsync(report);
        await Drawn(page);
        Assert.Empty(page.Errors);
        Assert.Empty(page.ForeignRequests);
        int figures = await page.Page.Locator("figure.chart").CountAsync();
        Assert.True(figures >= 5);
        Assert.True(await page.Page.Locator("figure.chart .plot svg").CountAsync() >= figures);
        Assert.Contains("Disparity found", await page.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await using BrowserPage phone = await browser.OpenAsync(
            report, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await Drawn(phone);
        Assert.Equal(390, await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [SkippableFact]
    public async Task Keyboard_alone_reaches_the_answer_and_the_theme()
    {
        await using BrowserPage page = await browser.OpenAsync(await Report());
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the answer", await page.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("theme", await page.Page.EvaluateAsync<string>("document.activeElement.id"));
        string before = await page.Page.EvaluateAsync<string>("document.getElementById('theme').textContent");
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.NotEqual(before, await page.Page.EvaluateAsync<string>("document.getElementById('theme').textContent"));
    }

    [SkippableFact]
    public async Task On_paper_every_fold_out_is_open_and_no_table_is_wider_than_the_page()
    {
        await using BrowserPage page = await browser.OpenAsync(await Report());
        await Drawn(page);
        const string Folded = "document.querySelectorAll('main details:not([open])').length";
        const string Widest =
            "Math.max(...[...document.querySelectorAll('main table')].map(t => t.getBoundingClientRect().width))";
        int folded = await page.Page.EvaluateAsync<int>(Folded);
        Assert.True(folded > 0);

        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.Page.EvaluateAsync("window.dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(0, await page.Page.EvaluateAsync<int>(Folded));
        Assert.InRange(await page.Page.EvaluateAsync<double>(Widest), 100, 692);

        await page.Page.EvaluateAsync("window.dispatchEvent(new Event('afterprint'))");
        Assert.Equal(folded, await page.Page.EvaluateAsync<int>(Folded));
    }

    private static Task Drawn(BrowserPage page) => page.Page.Locator("html[data-drawn='true']")
        .WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

    private async Task<string> Report()
    {
        string table = _folder.Write("predictions.csv", SyntheticPredictions.Csv(2000));
        (await IsonomiaProcess.RunAsync(
            "audit", table, "--label", "label", "--score", "score", "--attribute", "sex", "--attribute", "age:0,40,60",
            "--unit", "patient", "--replicates", "200", "--permutations", "999", "--out",
            _folder["out"])).ShouldExitWith(0);
        return _folder["out/report.html"];
    }
}
