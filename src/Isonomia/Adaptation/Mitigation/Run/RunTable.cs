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

    /// <summary>Writes rows of validation and test.</summary>
    internal static void Write(
        string path, MitigationTask task, IReadOnlyList<Grouping> attributes,
        IReadOnlyList<(string Method, ulong Seed, double[] Scores)> runs)
    {
        EmbeddedCohort cohort = task.Cohort;
        using CsvWriter writer = new(
            path, ["method", "seed", "id", "unit", "label", "score", "split", .. attributes.Select(a => a.Attribute)]);
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
                writer.Cell((long)task.Task.Classes[row]);
                writer.Cell(scores[row]);
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
        string path, IReadOnlyList<Grouping> attributes, string metric, string threshold, int replicates, ulong seed,
        int threads, IProgress<AuditProgress>? progress, CancellationToken cancellation) => ModelComparison.Run(
        new ComparisonRequest
        {
            Predictions = new PredictionRequest
            {
                Paths = [path],
                Labels = ["label"],
                Scores = ["score"],
                Attributes = [.. attributes.Select(attribute => attribute.Attribute)],
                Unit = "unit",
                Id = "id",
                Split = "split",
                Model = "method",
            },
            SeedColumn = "seed",
            Metric = metric,
            Threshold = threshold,
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
