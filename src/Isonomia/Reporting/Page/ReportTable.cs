using System.Globalization;
using System.Text;

namespace Isonomia.Reporting;

/// <summary>A table a person can read and a machine can take away: cells show few digits and keep all of them for the
/// CSV.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">The columns.</param>
internal sealed record ReportTable(string Caption, IReadOnlyList<TableColumn> Columns)
{
    private readonly List<Markup> _rows = [];

    /// <summary>How many rows it has.</summary>
    internal int RowCount => _rows.Count;

    /// <summary>Adds a row; its first cell is the row's heading.</summary>
    /// <param name="cells">As many cells as there are columns.</param>
    internal void Add(params IReadOnlyList<TableCell> cells) => Add(null, cells);

    /// <summary>Adds a row with a class.</summary>
    /// <param name="rowClass">A CSS class, or null.</param>
    /// <param name="cells">As many cells as there are columns.</param>
    internal void Add(string? rowClass, IReadOnlyList<TableCell> cells)
    {
        if (cells.Count != Columns.Count)
        {
            throw new ArgumentException(
                $"The row has {cells.Count} cells; the table '{Caption}' has {Columns.Count} columns.", nameof(cells));
        }

        StringBuilder row = new();
        row.Append(rowClass is null ? "<tr>" : $"<tr class=\"{rowClass}\">");
        for (int c = 0; c < cells.Count; c++)
        {
            string tag = c == 0 ? "th scope=\"row\"" : Columns[c].IsNumber ? "td class=\"num\"" : "td";
            row.Append('<')
                .Append(tag)
                .Append(Columns[c].IsForCsv ? " hidden" : "")
                .Append(cells[c].Attributes)
                .Append('>');
            row.Append(cells[c].Content.Html).Append(c == 0 ? "</th>" : "</td>");
        }

        _rows.Add(new Markup(row.Append("</tr>").ToString()));
    }

    /// <summary>Writes the table in a frame that scrolls sideways, with its download button.</summary>
    /// <returns>The markup.</returns>
    internal Markup Render()
    {
        IEnumerable<Markup> heads = Columns.Select(column => Markup.Of(
            $"<th scope=\"col\"{new Markup(column.IsNumber ? " class=\"num\"" : "")}"
                + $"{new Markup(column.HasInterval ? " data-interval" : "")}"
                + $"{new Markup(column.IsForCsv ? " hidden" : "")}>{column.Name}</th>"));
        return Markup.Of(
            $"""
            <div class="table-frame" tabindex="0" role="region" aria-label="{Caption}">
            <table><caption>{Caption}</caption>
            <thead><tr>{Markup.Join(heads)}</tr></thead>
            <tbody>{Markup.Join(_rows, "\n")}</tbody></table></div>
            <p class="table-tools">
            <button type="button" class="csv" aria-label="Download CSV: {Caption}">Download CSV</button></p>
            """);
    }
}

/// <summary>A column.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">Whether its cells are numbers.</param>
/// <param name="HasInterval">Whether the CSV gets columns for the interval and n.</param>
/// <param name="IsForCsv">Whether it is in the CSV only, because the page shows it inside another cell.</param>
internal sealed record TableColumn(string Name, bool IsNumber = false, bool HasInterval = false, bool IsForCsv = false)
{
    /// <summary>A column of text.</summary>
    public static implicit operator TableColumn(string name) => new(name);

    internal static TableColumn Number(string name) => new(name, IsNumber: true);

    internal static TableColumn ForCsv(string name) => new(name, IsNumber: true, IsForCsv: true);

    internal static TableColumn Interval(string name) => new(name, IsNumber: true, HasInterval: true);
}

/// <summary>A cell.</summary>
/// <param name="Content">What is shown.</param>
/// <param name="Attributes">What the CSV takes instead, as attributes.</param>
internal readonly record struct TableCell(Markup Content, string Attributes = "")
{
    public static implicit operator TableCell(string? text) => new(Markup.Text(text));

    public static implicit operator TableCell(Markup content) => new(content);

    /// <summary>A count.</summary>
    internal static TableCell Count(long? count) => count is null
        ? new(Markup.Of($"<span class=\"none\">–</span>"), " data-v=\"\"")
        : new(Markup.Of($"{count.Value}"), $" data-v=\"{count.Value.ToString(CultureInfo.InvariantCulture)}\"");

    /// <summary>A number, or a dash.</summary>
    internal static TableCell Number(double? value, string? shown = null) => value is null
        ? new(Markup.Of($"<span class=\"none\">–</span>"), " data-v=\"\"")
        : new(Markup.Text(shown ?? NumberFormat.Value(value)), $" data-v=\"{Exact(value)}\"");

    /// <summary>A number with its interval and n.</summary>
    internal static TableCell Interval(
        double? value, double? low, double? high, long? n, string? whyNone, string? whyNoInterval = null)
    {
        string attributes =
            $" data-v=\"{Exact(value)}\" data-l=\"{Exact(low)}\" data-h=\"{Exact(high)}\" data-n=\"{n}\"";
        if (value is null)
        {
            return new(Markup.Of($"<span class=\"undefined\">not defined</span><small>{whyNone}</small>"), attributes);
        }

        string range = low is null || high is null
            ? "no interval" + (whyNoInterval is null ? string.Empty : $": {whyNoInterval}")
            : $"{NumberFormat.Value(low)} to {NumberFormat.Value(high)}";
        string size = n is null ? string.Empty : $" · n {n.Value.ToString("N0", CultureInfo.InvariantCulture)}";
        return new(Markup.Of($"{NumberFormat.Value(value)}<small>{range}{size}</small>"), attributes);
    }

    /// <summary>The same cell with a second, smaller line.</summary>
    internal TableCell Under(string? line) =>
        line is null ? this : this with { Content = Markup.Of($"{Content}<small class=\"wrap\">{line}</small>") };

    private static string Exact(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
