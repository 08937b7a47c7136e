using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>Writes everything an audit leaves behind into one folder.</summary>
public static class AuditFolder
{
    /// <summary>Writes <c>audit.json</c>, <c>report.html</c>, <c>groups.csv</c> and <c>disparities.csv</c>.</summary>
    /// <remarks>Each file is written beside its final name and renamed, so that a stopped run leaves no half-written
    /// file.</remarks>
    /// <param name="result">The audit.</param>
    /// <param name="folder">The folder; made if absent.</param>
    /// <returns>The path of the report.</returns>
    public static string Write(AuditResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, "audit.json"), AuditJson.Serialize(result));
        WriteTable(Path.Combine(folder, "groups.csv"), GroupHeader, GroupRows(result));
        WriteTable(Path.Combine(folder, "disparities.csv"), DisparityHeader, DisparityRows(result));
        string report = Path.Combine(folder, "report.html");
        AtomicFile.WriteText(report, AuditReport.Render(result));
        return report;
    }

    private static void WriteTable(string path, string[] columns, IEnumerable<string?[]> rows)
    {
        using CsvWriter writer = new(path, columns);
        foreach (string?[] row in rows)
        {
            foreach (string? cell in row)
            {
                writer.Cell(cell);
            }

            writer.EndRow();
        }

        writer.Complete();
    }

    private static readonly string[] GroupHeader =
        [
            "attribute", "group", "n", "units", "positives", "small", "metric", "value", "low", "high", "method",
            "undefined"];

    private static readonly string[] DisparityHeader =
    [
        "attribute", "metric", "aggregation", "control", "value", "low", "high", "method", "p", "p_adjusted", "role",
        "verdict",
        "reason", "worst_group", "best_group", "minimum_detectable_gap", "undefined",
    ];

    private static IEnumerable<string?[]> GroupRows(AuditResult result)
    {
        foreach ((string id, MetricValue value) in result.Overall)
        {
            yield return
            [
                "overall", "overall", Text(result.Size.Rows), Text(result.Size.Units), Text(result.Size.Positives),
                null, id,
                Text(value.Value), Text(value.Low), Text(value.High), value.Method, value.Undefined,
            ];
        }

        foreach (GroupResult group in result.Groups)
        {
            foreach ((string id, MetricValue value) in group.Metrics)
            {
                yield return
                [
                    group.Attribute, group.Group, Text(group.N), Text(group.Units), Text(group.Positives),
                    group.IsSmall ? "true" : "false", id,
                    Text(value.Value), Text(value.Low), Text(value.High), value.Method, value.Undefined,
                ];
            }
        }
    }

    private static IEnumerable<string?[]> DisparityRows(AuditResult result) =>
        result.Disparities.Select(d => new string?[]
    {
        d.Attribute, d.Metric, d.Aggregation, d.Control, Text(d.Value), Text(d.Low), Text(d.High), d.Method, Text(d.P),
        Text(d.PAdjusted), d.Role, d.Verdict, d.Detail.Reason, d.Detail.WorstGroup, d.Detail.BestGroup,
        Text(d.Detail.MinimumDetectableGap), d.Detail.Undefined,
    });

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);
}
