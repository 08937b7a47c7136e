using System.Text.Json.Nodes;

namespace Isonomia.Reporting;

/// <summary>The plots the page's script draws, as compact data: any page can use them.</summary>
internal static class Plots
{
    /// <summary>Intervals in rows: one metric at a time, for the groups of one attribute or of all.</summary>
    /// <param name="attributes">The attributes, in the order of the second control after "all".</param>
    /// <param name="rows">The rows, each of one attribute.</param>
    /// <param name="metrics">The metrics, in the order of the first control.</param>
    /// <param name="allAttributes">How many of the first attributes the choice "all" shows.</param>
    internal static JsonObject Forest(
        IReadOnlyList<string> attributes, IReadOnlyList<ForestRow> rows, IReadOnlyList<ForestMetric> metrics,
        int allAttributes) => new()
    {
        ["kind"] = "forest",
        ["all"] = allAttributes,
        ["attributes"] = Strings(attributes),
        ["rows"] = new JsonArray([.. rows.Select(row => new JsonObject
        {
            ["a"] = row.Attribute,
            ["g"] = row.Group,
            ["n"] = row.N,
            ["m"] = row.Mark,
        })]),
        ["metrics"] = new JsonArray([.. metrics.Select(metric => new JsonObject
        {
            ["name"] = metric.Name,
            ["better"] = metric.Better,
            ["line"] = Number(metric.Line),
            ["low"] = Number(metric.LineLow),
            ["high"] = Number(metric.LineHigh),
            ["label"] = metric.LineLabel,
            ["v"] = new JsonArray(
                [
                    .. metric.Values.Select(
                        v => v is null ? null : Numbers(v.Value.Value, v.Value.Low, v.Value.High, v.Value.N))]),
        })]),
    };

    /// <summary>Panels of lines and bars side by side; the controls choose one variant.</summary>
    /// <param name="variants">The variants by the indexes of the controls, joined by commas.</param>
    internal static JsonObject Panels(IReadOnlyDictionary<string, IReadOnlyList<Panel>> variants)
    {
        JsonObject all = [];
        foreach ((string key, IReadOnlyList<Panel> panels) in variants.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            all[key] = new JsonArray([.. panels.Select(panel => new JsonObject
            {
                ["title"] = panel.Title,
                ["x"] = panel.XName,
                ["y"] = panel.YName,
                ["xr"] = Numbers(panel.XLow, panel.XHigh),
                ["yr"] = Numbers(panel.YLow, panel.YHigh),
                ["diagonal"] = panel.HasDiagonal,
                ["mark"] = Number(panel.Mark),
                ["s"] = new JsonArray([.. panel.Series.Select(series => new JsonObject
                {
                    ["n"] = series.Name,
                    ["c"] = series.Style,
                    ["t"] = series.Kind,
                    ["off"] = series.IsHidden,
                    ["d"] = Numbers([.. series.Points]),
                })]),
            })]);
        }

        return new JsonObject { ["kind"] = "panels", ["variants"] = all };
    }

    /// <summary>A heat map of cells; the controls choose one variant.</summary>
    /// <param name="variants">The variants by the indexes of the controls, joined by commas.</param>
    internal static JsonObject Heat(IReadOnlyDictionary<string, HeatMap> variants)
    {
        JsonObject all = [];
        foreach ((string key, HeatMap map) in variants.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            all[key] = new JsonObject
            {
                ["rows"] = Strings(map.Rows),
                ["columns"] = Strings(map.Columns),
                ["rowsName"] = map.RowsName,
                ["columnsName"] = map.ColumnsName,
                ["better"] = map.Better,
                ["cells"] = new JsonArray([.. map.Cells.Select(cell => new JsonArray(
                    cell.Row, cell.Column, Number(cell.Value), cell.N, cell.Mark))]),
            };
        }

        return new JsonObject { ["kind"] = "heat", ["variants"] = all };
    }

    /// <summary>Six significant digits: more than any screen or paper shows.</summary>
    internal static JsonNode? Number(double? value)
    {
        if (value is null || !double.IsFinite(value.Value))
        {
            return null;
        }

        double rounded = value.Value == 0 ? 0 : double.Parse(
            value.Value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture);
        return JsonValue.Create(rounded);
    }

    internal static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => JsonValue.Create(v))]);

    internal static JsonArray Numbers(params IReadOnlyList<double?> values) => new([.. values.Select(Number)]);
}

/// <summary>A row of intervals.</summary>
/// <param name="Attribute">The index of its attribute.</param>
/// <param name="Group">The group.</param>
/// <param name="N">Rows.</param>
/// <param name="Mark">Letters: s small, m missing, r reference.</param>
internal sealed record ForestRow(int Attribute, string Group, long N, string Mark);

/// <summary>A metric of an interval plot.</summary>
/// <param name="Name">The name on the axis.</param>
/// <param name="Better">1 higher, -1 lower, 0 neither.</param>
/// <param name="Line">Where the line of reference stands, or null.</param>
/// <param name="LineLow">Lower end of its band, or null.</param>
/// <param name="LineHigh">Upper end of its band, or null.</param>
/// <param name="LineLabel">What the line is.</param>
/// <param name="Values">A value for every row, or null.</param>
internal sealed record ForestMetric(
    string Name, int Better, double? Line, double? LineLow, double? LineHigh, string LineLabel,
    IReadOnlyList<ForestValue?> Values);

/// <summary>A value with its interval and n.</summary>
internal readonly record struct ForestValue(double Value, double? Low, double? High, long N);

/// <summary>One panel of lines or bars.</summary>
internal sealed record Panel(string Title, string XName, string YName, IReadOnlyList<PanelSeries> Series)
{
    internal double XLow { get; init; }

    internal double XHigh { get; init; } = 1;

    internal double YLow { get; init; }

    internal double? YHigh { get; init; } = 1;

    internal bool HasDiagonal { get; init; }

    /// <summary>Where a vertical line stands, or null.</summary>
    internal double? Mark { get; init; }
}

/// <summary>One line or one set of bars.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Style">Its place in the palette; -1: the neutral style of the overall line.</param>
/// <param name="Kind"><c>line</c>: x, y; <c>interval</c>: x, y, low, high; <c>bar</c>: from, to, y.</param>
/// <param name="Points">The numbers, point after point.</param>
internal sealed record PanelSeries(string Name, int Style, string Kind, IReadOnlyList<double?> Points)
{
    /// <summary>Whether the reader has to switch it on.</summary>
    internal bool IsHidden { get; init; }
}

/// <summary>A heat map.</summary>
internal sealed record HeatMap(
    IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, string RowsName, string ColumnsName, int Better,
    IReadOnlyList<HeatCell> Cells);

/// <summary>A cell of a heat map.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Column">Its column.</param>
/// <param name="Value">The value, or null.</param>
/// <param name="N">Rows, or null where unknown.</param>
/// <param name="Mark">Letters: w worst, u unsupported.</param>
internal sealed record HeatCell(int Row, int Column, double? Value, long? N, string Mark);
