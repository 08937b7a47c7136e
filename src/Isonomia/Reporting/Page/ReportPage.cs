using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Isonomia.Reporting;

/// <summary>The shell of every page: one file that needs no network, with its style, its script and its numbers
/// inside.</summary>
/// <param name="Title">The title of the document.</param>
/// <param name="Kind">What the page is, for example <c>Audit report</c>.</param>
/// <param name="Subject">What it is about, for example the model's name.</param>
/// <param name="Sections">The sections, in order.</param>
internal sealed record ReportPage(string Title, string Kind, string Subject, IReadOnlyList<ReportSection> Sections)
{
    /// <summary>What the page holds of patients, for the foot of the page.</summary>
    internal string Holds { get; init; } =
        "This page holds aggregates of groups, no value of any patient, and loads nothing from a network.";

    private static readonly string[] Styles = ["theme.css", "report.css", "print.css"];
    private static readonly string[] Scripts =
    [
        "palette.js", "forest.js", "panels.js", "heat.js", "ranks.js", "bars.js", "map.js", "scatter.js", "report.js",
    ];
    private static readonly JsonSerializerOptions Compact = new() { WriteIndented = false };

    /// <summary>Renders the page.</summary>
    /// <returns>The document; the same sections give the same text.</returns>
    internal string Render()
    {
        ReportWriter writer = new();
        foreach (ReportSection section in Sections)
        {
            writer.Write($"<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-title\">");
            writer.Write($"<h2 id=\"{section.Id}-title\">{section.Title}</h2>");
            section.Write(writer);
            writer.Write($"</section>");
        }

        string style = string.Concat(Styles.Select(name => Asset("reporting/" + name)));
        string engine = Asset("echarts.min.js");
        string script = string.Concat(Scripts.Select(name => Asset("reporting/" + name)));
        StringBuilder page = new();
        page.Append(Head(style, engine, script).Html);
        page.Append(Frame(writer.Html).Html);
        page.Append("<script type=\"application/json\" id=\"charts\">")
            .Append(writer.Charts.ToJsonString(Compact))
            .Append("</script>\n");
        page.Append("<script>")
            .Append(engine)
            .Append("</script>\n<script>")
            .Append(script)
            .Append("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    private Markup Head(string style, string engine, string script)
    {
        string policy = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
            + $"script-src {Hash(engine)} {Hash(script)}; style-src-elem {Hash(style)}; style-src-attr 'unsafe-inline'";
        return Markup.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{new Markup(policy)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <title>{Title}</title>
            <style>{new Markup(style)}</style>
            </head>

            """);
    }

    private Markup Frame(string content)
    {
        IEnumerable<Markup> links = Sections.Select(
            section => Markup.Of($"<li><a href=\"#{section.Id}\">{section.Title}</a></li>"));
        return Markup.Of(
            $"""
            <body>
            <a class="skip" href="#main">Skip to the answer</a>
            <header class="masthead"><div class="masthead-row">
            <p class="brand"><svg aria-hidden="true" viewBox="0 0 24 24" width="22" height="22">
            <path d="M4 7h16M4 12h16M4 17h16" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>
            <circle cx="9" cy="7" r="2.6"/><circle cx="15" cy="12" r="2.6"/><circle cx="11" cy="17" r="2.6"/>
            </svg>Isonomia <span>{Kind}</span></p>
            <p class="subject">{Subject}</p>
            <p class="tools"><button type="button" id="theme" aria-live="polite">Theme: system</button>
            <button type="button" id="print">Print</button></p>
            </div></header>
            <div class="layout">
            <nav aria-label="Sections"><details id="contents" open><summary>Contents</summary>
            <ol>{Markup.Join(links)}</ol></details></nav>
            <main id="main" tabindex="-1">
            <noscript>
            <p class="note">Plots need JavaScript. Every number is also in the tables below each plot.</p>
            </noscript>
            {new Markup(content)}</main>
            </div>
            <footer><p>Made by Isonomia. {Holds}</p></footer>

            """);
    }

    private static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Asset(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Resource '{name}' is not in the assembly Isonomia.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        // A browser reads carriage returns in a document as line feeds, so that the hash has to be over line feeds.
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }
}
