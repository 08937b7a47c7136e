using System.CommandLine;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Cli;

/// <summary>The options of <c>isonomia compare</c>, and how they become a request.</summary>
internal sealed class CompareOptions
{
    internal CompareOptions() => Table.Attribute.Required = true;

    internal PredictionOptions Table { get; } = new(
        "Predictions of several models: one table with --model-column, or one file a model.",
        "The column that names the model or method; without it every file is a model.");

    internal Option<string?> SeedColumn { get; } = NewOption.One(
        "--seed-column", "COL", "The column that tells a model's training runs apart.");

    internal Option<string?> DatasetColumn { get; } = NewOption.One(
        "--dataset-column", "COL", "The column that names the data set of a row.");

    internal Option<string?> Metric { get; } = NewOption.One(
        "--metric", "ID", "What to compare by; default: the first of the task (binary: auroc).");

    internal Option<string> Threshold { get; } = NewOption.With(
        "--threshold", "POLICY",
        "0.5, max_f1, 'specificity_at_least(0.9)', …; chosen for every run on its own validation rows.", "0.5");

    internal Option<string?> Baseline { get; } = NewOption.One(
        "--baseline", "NAME", "The model the others are compared with for levelling down.");

    internal Option<double> Tolerance { get; } = NewOption.With(
        "--tolerance", "TAU", "The change that counts as none in the levelling-down labels.", 0.005);

    internal Option<double?> GapLimit { get; } = new("--gap-limit")
    {
        Description = "The largest gap that the choice 'gap_constrained' admits.", HelpName = "EPSILON",
    };

    internal Option<string> Out { get; } = new("--out", "-o")
    {
        Description = "The folder for comparison.json, comparison.csv and comparison.html.",
        HelpName = "DIR",
        Required = true,
    };

    internal ComparisonRequest ToRequest(ParseResult parsed)
    {
        PredictionRequest predictions = Table.Predictions(parsed);
        return new ComparisonRequest
        {
            Predictions = predictions with
            {
                Model = predictions.Model ?? (predictions.Paths.Count > 1
                    ? PredictionRequest.FileAsModel
                    : throw new ArgumentException(
                        "One table was named without --model-column; expected the column, or one file a model.")),
            },
            SeedColumn = parsed.GetValue(SeedColumn),
            DatasetColumn = parsed.GetValue(DatasetColumn),
            Metric = parsed.GetValue(Metric),
            Threshold = parsed.GetValue(Threshold) ?? "0.5",
            ValidationSplit = parsed.GetValue(Table.Validation),
            TestSplit = parsed.GetValue(Table.Test),
            Baseline = parsed.GetValue(Baseline),
            Tolerance = parsed.GetValue(Tolerance),
            GapLimit = parsed.GetValue(GapLimit),
            Confidence = parsed.GetValue(Table.Confidence),
            Alpha = Table.Alpha(parsed),
            Replicates = parsed.GetValue(Table.Replicates),
            Seed = parsed.GetValue(Table.Seed),
            Floors = Table.FloorsOf(parsed),
            Threads = parsed.GetValue(Table.Threads),
        };
    }

    internal void AddTo(Command command)
    {
        command.Arguments.Add(Table.Tables);
        command.AddAll(
            Table.Label, Table.Score, Table.Attribute, Table.ModelColumn, SeedColumn, DatasetColumn, Metric, Threshold,
            Baseline, Tolerance, GapLimit, Table.Unit, Table.Id, Table.Split, Table.Validation, Table.Test,
            Table.Replicates, Table.Confidence, Table.Seed, Table.Task, Table.Positive, Table.Weight, Table.Metadata,
            Table.Join, Table.MissingValue, Table.Floors, Table.Threads, Out);
    }
}
