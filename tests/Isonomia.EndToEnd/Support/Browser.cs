using Microsoft.Playwright;

namespace Isonomia.EndToEnd;

/// <summary>One headless Chromium for a test class (an xunit class fixture); tests are skipped where there is
/// none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Executable =>
        Environment.GetEnvironmentVariable("ISONOMIA_CHROMIUM") ?? Places.FirstOrDefault(File.Exists);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Executable is not { } path)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Switches });
    }

    /// <summary>Opens a file from disk without a network.</summary>
    /// <param name="file">The path of an HTML file.</param>
    /// <param name="options">Viewport, color scheme and the like, or null.</param>
    /// <returns>The page, once its load event has fired, with what it asked for and what went wrong in it.</returns>
    internal async Task<BrowserPage> OpenAsync(string file, BrowserNewContextOptions? options = null)
    {
        Skip.If(_browser is null, "Needs Chromium (run 'eng/setup test', or set ISONOMIA_CHROMIUM to its path).");
        options ??= new();
        options.Offline = true;
        IBrowserContext context = await _browser!.NewContextAsync(options);
        BrowserPage page = new(await context.NewPageAsync());
        await page.Page.GotoAsync(new Uri(Path.GetFullPath(file)).AbsoluteUri);
        return page;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
