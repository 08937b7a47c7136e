using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>Writes everything an audit leaves behind into one folder.</summary>
public static class AuditFolder
{
    /// <summary>Writes <c>audit.json</c>, <c>report.html</c>, <c>groups.csv</c>, <c>disparities.csv</c> and, where
    /// there is something to say, <c>pairs.csv</c>, <c>distributions.csv</c> and <c>embedding_modes.csv</c>.</summary>
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
        if (result.Pairs.Count > 0)
        {
            WriteTable(Path.Combine(folder, "pairs.csv"), PairHeader, PairRows(result));
        }

        if (result.Distributions.Count > 0)
        {
            WriteTable(Path.Combine(folder, "distributions.csv"), DistributionHeader, DistributionRows(result));
        }

        if (result.Embeddings is { } embeddings)
        {
            WriteTable(Path.Combine(folder, "embedding_modes.csv"), ModeHeader, ModeRows(embeddings));
        }

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

    private static readonly string[] PairHeader = ["attribute", "metric", "a", "b", "value", "low", "high", "n",
        "undefined"];

    private static readonly string[] DistributionHeader =
    [
        "variable", "attribute", "stratum", "a", "b", "n_a", "n_b", "d", "independent_a", "independent_b", "p",
            "method", "p_adjusted",
    ];

    private static readonly string[] ModeHeader =
        ["mode", "attribute", "stratum", "a", "b", "n_a", "n_b", "d", "p", "method", "p_adjusted", "undefined"];

    private static IEnumerable<string?[]> PairRows(AuditResult result) => result.Pairs.Select(pair => new string?[]
    {
        pair.Attribute, pair.Metric, pair.A, pair.B, Text(pair.Value.Value), Text(pair.Value.Low),
            Text(pair.Value.High),
        Text(pair.Value.N), pair.Value.Undefined,
    });

    private static IEnumerable<string?[]> DistributionRows(AuditResult result) =>
        result.Distributions.Select(test => new string?[]
    {
        test.Variable, test.Attribute, test.Stratum, test.A, test.B, Text(test.CountA), Text(test.CountB),
            Text(test.Distance),
        Text(test.IndependentA), Text(test.IndependentB), Text(test.P), test.Method, Text(test.PAdjusted),
    });

    private static IEnumerable<string?[]> ModeRows(EmbeddingInspectionResult embeddings) => embeddings.Tests
        .Select(test => (Stratum: "all", Test: test))
        .Concat(embeddings.Matched.SelectMany(matched =>
            matched.Tests.Select(test => (Stratum: $"matched by {matched.Held}", Test: test))))
        .Select(entry => new string?[]
        {
            Text(entry.Test.Mode), entry.Test.Attribute, entry.Stratum, entry.Test.First, entry.Test.Second,
                Text(entry.Test.FirstCount),
            Text(entry.Test.SecondCount), Text(entry.Test.Distance), Text(entry.Test.P), entry.Test.Method,
                Text(entry.Test.PAdjusted),
            entry.Test.Undefined,
        });

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
