using System.Text;
using System.Text.Json.Nodes;

namespace Isonomia.Reporting;

/// <summary>Collects the markup of a page's sections and the numbers of its charts.</summary>
internal sealed class ReportWriter
{
    private readonly StringBuilder _html = new();

    /// <summary>What the charts draw, by the order of their figures.</summary>
    internal JsonArray Charts { get; } = [];

    /// <summary>The markup so far.</summary>
    internal string Html => _html.ToString();

    /// <summary>Writes markup; holes are escaped.</summary>
    /// <param name="text">The interpolated string.</param>
    internal void Write(MarkupHandler text) => _html.Append(text.ToString()).Append('\n');

    /// <summary>Writes markup.</summary>
    /// <param name="markup">The markup.</param>
    internal void Write(Markup markup) => _html.Append(markup.Html).Append('\n');

    /// <summary>Writes a paragraph of plain text.</summary>
    /// <param name="text">The text.</param>
    internal void Paragraph(string text) => Write($"<p>{text}</p>");

    /// <summary>Writes the sentence under a heading that says how to read what follows.</summary>
    /// <param name="text">The text.</param>
    internal void Lead(string text) => Write($"<p class=\"lead\">{text}</p>");

    /// <summary>Writes a sub-heading.</summary>
    /// <param name="text">The text.</param>
    internal void Heading(string text) => Write($"<h3>{text}</h3>");

    /// <summary>Writes a list of plain texts.</summary>
    /// <param name="items">The texts.</param>
    internal void List(IEnumerable<string> items) =>
        Write($"<ul>{Markup.Join(items.Select(item => Markup.Of($"<li>{item}</li>")))}</ul>");

    /// <summary>Writes a table that is open to see.</summary>
    /// <param name="table">The table.</param>
    internal void Table(ReportTable table) => Write(table.Render());

    /// <summary>Writes a table that the reader unfolds.</summary>
    /// <param name="summary">What the fold says.</param>
    /// <param name="table">The table.</param>
    internal void FoldedTable(string summary, ReportTable table) =>
        Write($"<details><summary>{summary}</summary>{table.Render()}</details>");

    /// <summary>Writes a chart with its controls, its text alternative and the table behind it.</summary>
    /// <param name="chart">The chart.</param>
    internal void Chart(ReportChart chart)
    {
        int index = Charts.Count;
        Charts.Add(chart.Plot);
        string id = $"chart-{index + 1}";
        string table = chart.Table.Render().Html;
        Write($"<figure class=\"chart\" id=\"{id}\" data-chart=\"{new Markup($"{index}")}\">");
        Write($"<figcaption><strong>{chart.Title}.</strong> {chart.Reading}</figcaption>");
        Write(Controls(chart, id));
        Write($"<div class=\"plot\" role=\"img\" aria-label=\"{chart.Title}. {chart.Alternative}\"></div>");
        Write($"<p class=\"visually-hidden\">{chart.Alternative} The numbers are in the table that follows.</p>");
        Write(
            $"<details class=\"numbers\"><summary>Numbers behind this plot<span class=\"visually-hidden\">: "
                + $"{chart.Title}</span></summary>");
        Write($"{new Markup(table)}</details></figure>");
    }

    private static Markup Controls(ReportChart chart, string id)
    {
        if (chart.Controls.Count == 0)
        {
            return Markup.Empty;
        }

        IEnumerable<Markup> selects = chart.Controls.Select((control, c) =>
        {
            IEnumerable<Markup> options = control.Options.Select((option, o) => Markup.Of(
                $"<option value=\"{new Markup($"{o}")}\""
                    + $"{new Markup(o == control.Selected ? " selected" : "")}>{option}</option>"));
            return Markup.Of(
                $"<label for=\"{id}-{new Markup($"{c}")}\">{control.Label} <select "
                    + $"id=\"{id}-{new Markup($"{c}")}\">{Markup.Join(options)}</select></label>");
        });
        return Markup.Of($"<div class=\"controls\">{Markup.Join(selects)}</div>");
    }
}
