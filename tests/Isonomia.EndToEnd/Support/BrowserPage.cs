using Microsoft.Playwright;

namespace Isonomia.EndToEnd;

/// <summary>An open page that remembers what it asked for and what went wrong in it.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly List<string> _errors = [];
    private readonly List<string> _requests = [];

    internal BrowserPage(IPage page)
    {
        Page = page;
        page.PageError += (_, message) => _errors.Add(message);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Add(message.Text);
            }
        };
        page.Request += (_, request) => _requests.Add(request.Url);
    }

    internal IPage Page { get; }

    /// <summary>Uncaught errors and console errors, in order.</summary>
    internal IReadOnlyList<string> Errors => _errors;

    /// <summary>Requests for anything but the page's own file: a self-contained page has none.</summary>
    internal IEnumerable<string> ForeignRequests =>
        _requests.Skip(1).Where(url => !url.StartsWith("data:", StringComparison.Ordinal) &&
            !url.StartsWith("blob:", StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
