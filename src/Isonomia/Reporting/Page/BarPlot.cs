using System.Text.Json.Nodes;

namespace Isonomia.Reporting;

/// <summary>Bars in rows, each with its words at the end, an interval where there is one, and a mark where a reference
/// stands.</summary>
internal static class BarPlot
{
    /// <summary>The bars as data for the page's script.</summary>
    /// <param name="rows">The bars, first on top.</param>
    /// <param name="axis">What the length is.</param>
    /// <param name="mark">What the marks are, or null without marks.</param>
    /// <param name="isShare">Whether lengths are shares, to be printed as percent.</param>
    internal static JsonObject Of(IReadOnlyList<BarRow> rows, string axis, string? mark, bool isShare) => new()
    {
        ["kind"] = "bars",
        ["axis"] = axis,
        ["mark"] = mark,
        ["share"] = isShare,
        ["rows"] = new JsonArray([.. rows.Select(row => new JsonArray(
            row.Name, Plots.Number(row.Value), Plots.Number(row.Low), Plots.Number(row.High),
                Plots.Number(row.Reference), row.Words))]),
    };
}

/// <summary>One bar.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its length.</param>
/// <param name="Low">The low end of its interval, or null.</param>
/// <param name="High">The high end of its interval, or null.</param>
/// <param name="Reference">Where its mark stands, or null.</param>
/// <param name="Words">What is written at its end.</param>
internal sealed record BarRow(string Name, double Value, double? Low, double? High, double? Reference, string Words);
