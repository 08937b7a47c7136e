using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>The values of a comparison for spreadsheets: one line a model, setting and number.</summary>
public static class ComparisonCsv
{
    private static readonly string[] Columns =
        [
            "dataset", "attribute", "model", "metric", "measure", "group", "value", "sd_over_seeds", "low", "high",
            "runs", "undefined"];

    /// <summary>Writes the file; it appears under its name only when it is complete.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static void Write(ComparisonResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(result);
        using CsvWriter writer = new(path, Columns);
        foreach (ComparisonValue value in result.Values)
        {
            Row(writer, result, value, "overall", null, value.Overall);
            Row(writer, result, value, "worst_group", value.WorstGroup, value.Worst);
            Row(writer, result, value, "gap", null, value.Gap);
            foreach ((string group, SeedSummary summary) in value.Groups)
            {
                Row(writer, result, value, "group", group, summary);
            }
        }

        writer.Complete();
    }

    private static void Row(
        CsvWriter writer, ComparisonResult result, ComparisonValue value, string measure, string? group,
        SeedSummary? summary)
    {
        writer.Cell(value.Dataset);
        writer.Cell(value.Attribute);
        writer.Cell(value.Model);
        writer.Cell(result.Metric);
        writer.Cell(measure);
        writer.Cell(group);
        writer.Cell(summary?.Value ?? double.NaN);
        writer.Cell(summary?.StandardDeviation ?? double.NaN);
        writer.Cell(summary?.Low ?? double.NaN);
        writer.Cell(summary?.High ?? double.NaN);
        writer.Cell((long)value.Runs.Count);
        writer.Cell(summary is null ? value.Undefined : null);
        writer.EndRow();
    }
}
