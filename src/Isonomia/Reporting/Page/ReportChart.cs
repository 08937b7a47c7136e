using System.Text.Json.Nodes;

namespace Isonomia.Reporting;

/// <summary>A plot with everything that must stand beside it.</summary>
/// <param name="Title">What it shows, without a full stop.</param>
/// <param name="Reading">How to read it, in one or two sentences.</param>
/// <param name="Alternative">What it shows in words, for those who do not see it.</param>
/// <param name="Plot">What the browser draws; see <see cref="Plots"/> for the kinds.</param>
/// <param name="Table">The numbers behind it.</param>
internal sealed record ReportChart(string Title, string Reading, string Alternative, JsonObject Plot, ReportTable Table)
{
    /// <summary>The choices the reader has; the plot gets the index of each.</summary>
    internal IReadOnlyList<ChartControl> Controls { get; init; } = [];
}

/// <summary>A choice that a chart offers.</summary>
/// <param name="Label">What is chosen.</param>
/// <param name="Options">From what.</param>
/// <param name="Selected">The first choice.</param>
internal sealed record ChartControl(string Label, IReadOnlyList<string> Options, int Selected = 0);
