namespace Isonomia.EndToEnd;

/// <summary>The browser fixture itself: it runs scripts, and sees what a page does wrong.</summary>
public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".html");

    [SkippableFact]
    public async Task A_self_contained_page_runs_without_errors_and_foreign_requests()
    {
        await File.WriteAllTextAsync(_file, "<title>x</title><script>document.title = 'run ' + (6 * 7)</script>");
        await using var page = await browser.OpenAsync(_file);
        Assert.Equal("run 42", await page.Page.TitleAsync());
        Assert.Empty(page.Errors);
        Assert.Empty(page.ForeignRequests);
    }

    [SkippableFact]
    public async Task A_page_that_throws_and_loads_from_elsewhere_is_found_out()
    {
        await File.WriteAllTextAsync(
            _file, "<img src='https://example.org/x.png'><script>throw new Error('broken')</script>");
        await using var page = await browser.OpenAsync(_file);
        Assert.Contains(page.Errors, error => error.Contains("broken", StringComparison.Ordinal));
        Assert.Equal(["https://example.org/x.png"], page.ForeignRequests);
    }

    public void Dispose() => File.Delete(_file);
}
