using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Studies;

/// <summary>Compares all cells of a matrix: one table, rankings, trade-offs.</summary>
internal sealed class BenchmarkStage(IReadOnlyList<StudyCell> cells) : Stage(Name)
{
    internal const string Name = "benchmark";

    internal override IReadOnlyList<string> After => [.. cells.Select(cell => "probe/" + cell.Name)];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["attributes"] = string.Join("; ", context.Study.Attributes),
            ["audit"] = JsonSerializer.Serialize(context.Study.Audit),
            ["seed"] = context.Study.Seed.ToString(CultureInfo.InvariantCulture),
        };

    internal override StageResult Run(StageContext context)
    {
        string table = context.At("benchmark.csv");
        WriteTable(table, context);
        AuditRequest audit = AuditStage.Request(context, cells[0], table);
        ComparisonResult result = ModelComparison.Run(
            new ComparisonRequest
            {
                Predictions = audit.Predictions with { Model = "study_model" },
                SeedColumn = "study_run",
                DatasetColumn = "study_setting",
                Metric = audit.Metrics is [var first, ..] ? first : null,
                ValidationSplit = audit.ValidationSplit,
                TestSplit = audit.TestSplit,
                Confidence = audit.Confidence,
                Alpha = audit.Alpha,
                Replicates = audit.Replicates,
                Seed = audit.Seed,
                Threads = audit.Threads,
            },
            context.Progress(Id),
            context.Cancellation);
        string path = context.At("benchmark.json");
        AtomicFile.WriteText(path, ComparisonJson.Serialize(result));
        return new StageResult([table, path], null, [.. result.Rankings.Select(ranking => ranking.Sentence)]);
    }

    /// <summary>Puts the predictions of all cells under each other.</summary>
    private void WriteTable(string path, StageContext context)
    {
        CsvWriter? writer = null;
        string[] columns = [];
        try
        {
            foreach (StudyCell cell in cells)
            {
                TextTable table = TextTable.Read(
                    context.At("runs", cell.Name, "predictions.csv"), null, context.Cancellation);
                if (writer is null)
                {
                    columns = [.. table.Columns];
                    writer = new CsvWriter(path, ["study_model", "study_setting", "study_run", .. columns]);
                }

                string setting = cells.Select(other => other.Share).Distinct().Count() > 1
                    ? $"{cell.Label.Column}, {cell.ShareText}"
                    : cell.Label.Column;
                string?[][] values = [.. columns.Select(column => table[column])];
                for (int row = 0; row < table.RowCount; row++)
                {
                    writer.Cell(cell.Model);
                    writer.Cell(setting);
                    writer.Cell(cell.Seed.ToString(CultureInfo.InvariantCulture));
                    foreach (string?[] column in values)
                    {
                        writer.Cell(column[row]);
                    }

                    writer.EndRow();
                }
            }

            writer!.Complete();
        }
        finally
        {
            writer?.Dispose();
        }
    }
}
