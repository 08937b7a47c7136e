using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Predictions of several methods and seeds in one table, as <c>isonomia compare</c> reads it.</summary>
internal static class RunTable
{
    /// <summary>The score that a comparison reads: the decision where a method decides (drawn by the row's id), else
    /// the score.</summary>
    internal static double[] Compared(FittedMitigation fitted, PostProblem draws) => fitted.Decisions is { } decisions
        ? Drawn(decisions, draws) : fitted.Scores;

    internal static double[] Drawn(double[] decisions, PostProblem draws) => [.. decisions.Select((p, row) =>
        double.IsNaN(p) ? double.NaN : draws.Draw(row) < p ? 1.0 : 0.0)];

    /// <summary>The columns of scores: one for two classes, else one a class.</summary>
    internal static string[] ScoreColumns(MitigationTask task) => task.ClassCount == 2 ? ["score"]
        : [.. Enumerable.Range(0, task.ClassCount).Select(k => $"score_{k}")];

    /// <summary>The columns as a comparison reads them.</summary>
    internal static string[] ScoreOptions(MitigationTask task) => task.ClassCount == 2 ? ["score"]
        : [.. task.Task.Names.Select((name, k) => $"{name}=score_{k}")];

    /// <summary>Writes the label of a row: 0 or 1, or the name of the class.</summary>
    internal static void WriteLabel(CsvWriter writer, MitigationTask task, int row)
    {
        if (task.ClassCount == 2)
        {
            writer.Cell((long)task.Task.Classes[row]);
        }
        else
        {
            writer.Cell(task.Task.Names[task.Task.Classes[row]]);
        }
    }

    /// <summary>Writes the scores of a row.</summary>
    internal static void WriteScores(CsvWriter writer, MitigationTask task, IReadOnlyList<double> scores, int row)
    {
        int width = ClassScores.Width(task.ClassCount);
        for (int k = 0; k < width; k++)
        {
            writer.Cell(scores[(row * width) + k]);
        }
    }

    /// <summary>Writes rows of validation and test.</summary>
    internal static void Write(
        string path, MitigationTask task, IReadOnlyList<Grouping> attributes,
        IReadOnlyList<(string Method, ulong Seed, double[] Scores)> runs)
    {
        EmbeddedCohort cohort = task.Cohort;
        using CsvWriter writer = new(
            path,
            [
                "method", "seed", "id", "unit", "label", .. ScoreColumns(task), "split",
                .. attributes.Select(a => a.Attribute),
            ]);
        (int Row, string Split)[] rows =
        [
            .. task.Splits.Validation.Select(row => (row, "validation")),
            .. task.Splits.Test.Where(row => task.Task.Classes[row] >= 0).Select(row => (row, "test")),
        ];
        foreach ((string method, ulong seed, double[] scores) in runs)
        {
            foreach ((int row, string split) in rows)
            {
                writer.Cell(method);
                writer.Cell((long)seed);
                writer.Cell(cohort.Ids[row]);
                writer.Cell(cohort.Units is { } units ? units[row] : row);
                WriteLabel(writer, task, row);
                WriteScores(writer, task, scores, row);
                writer.Cell(split);
                foreach (Grouping attribute in attributes)
                {
                    writer.Cell(attribute.Codes[row] < 0 ? null : attribute.Groups[attribute.Codes[row]]);
                }

                writer.EndRow();
            }
        }

        writer.Complete();
    }

    /// <summary>Compares what such a table holds.</summary>
    internal static ComparisonResult Compare(
        string path, MitigationTask task, IReadOnlyList<Grouping> attributes, bool areDecisions, int replicates,
        ulong seed, int threads, IProgress<AuditProgress>? progress,
        CancellationToken cancellation) => ModelComparison.Run(
        new ComparisonRequest
        {
            Predictions = new PredictionRequest
            {
                Paths = [path],
                Labels = ["label"],
                Scores = ScoreOptions(task),
                Attributes = [.. attributes.Select(attribute => attribute.Attribute)],
                Unit = "unit",
                Id = "id",
                Split = "split",
                Model = "method",
            },
            SeedColumn = "seed",
            Metric = areDecisions ? task.Metrics.Decisions : task.Metrics.Scores,
            Threshold = task.ClassCount == 2 ? "youden" : "0.5",
            ValidationSplit = "validation",
            TestSplit = "test",
            Baseline = "erm",
            Replicates = replicates,
            Seed = seed,
            Threads = threads,
        },
        progress,
        cancellation);
}
