using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Isonomia.Reporting;

/// <summary>Text that is already HTML; everything else that is put into a page is escaped.</summary>
/// <param name="Html">The markup.</param>
internal readonly record struct Markup(string Html)
{
    internal static Markup Empty { get; } = new(string.Empty);

    /// <summary>Makes markup from an interpolated string: literals stay, holes are escaped unless they are
    /// markup.</summary>
    /// <param name="text">The interpolated string.</param>
    /// <returns>The markup.</returns>
    internal static Markup Of(MarkupHandler text) => new(text.ToString());

    /// <summary>Joins pieces of markup.</summary>
    /// <param name="parts">The pieces.</param>
    /// <param name="separator">Trusted text between them.</param>
    /// <returns>The markup.</returns>
    internal static Markup Join(IEnumerable<Markup> parts, string separator = "") =>
        new(string.Join(separator, parts.Select(part => part.Html)));

    /// <summary>Escapes text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The markup that shows it.</returns>
    internal static Markup Text(string? text) => new(WebUtility.HtmlEncode(text ?? string.Empty));

    /// <inheritdoc/>
    public override string ToString() => Html;
}

/// <summary>Escapes every hole of an interpolated string, so that no name out of a table can become markup.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupHandler
{
    private readonly StringBuilder _text;

    public MarkupHandler(int literalLength, int holeCount) =>
        _text = new StringBuilder(literalLength + (holeCount * 16));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(Markup markup) => _text.Append(markup.Html);

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(long count) => _text.Append(count.ToString("N0", CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
