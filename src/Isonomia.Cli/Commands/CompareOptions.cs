using System.CommandLine;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Cli;

/// <summary>The options of <c>isonomia compare</c>, and how they become a request.</summary>
internal sealed class CompareOptions
{
    internal Argument<string[]> Tables { get; } = new("TABLE")
    {
        Description = "Predictions of several models: one table with --model-column, or one file a model.",
        Arity = ArgumentArity.OneOrMore,
    };

    internal Option<string[]> Label { get; } = Many(
        "--label", "COL", "The label column; repeat it for a multilabel task.");

    internal Option<string[]> Score { get; } = Many(
        "--score", "COL", "The score column; several: multiclass or multilabel.");

    internal Option<string[]> Attribute { get; } = Many(
        "--attribute", "SPEC", "A sensitive attribute: sex, age:0,40,60 (bins), sex:M=male,F=female (names).");

    internal Option<string?> ModelColumn { get; } = One(
        "--model-column", "COL", "The column that names the model or method; without it every file is a model.");

    internal Option<string?> SeedColumn { get; } = One(
        "--seed-column", "COL", "The column that tells a model's training runs apart.");

    internal Option<string?> DatasetColumn { get; } = One(
        "--dataset-column", "COL", "The column that names the data set of a row.");

    internal Option<string?> Metric { get; } = One(
        "--metric", "ID", "What to compare by; default: the first of the task (binary: auroc).");

    internal Option<string> Threshold { get; } = new("--threshold")
    {
        Description = "How scores become decisions: 0.5, max_f1, 'specificity_at_least(0.9)', …; chosen for every "
            + "run on its validation rows.",
        HelpName = "POLICY",
        DefaultValueFactory = _ => "0.5",
    };

    internal Option<string?> Baseline { get; } = One(
        "--baseline", "NAME", "The model the others are compared with for levelling down.");

    internal Option<double> Tolerance { get; } = new("--tolerance")
    {
        Description = "The change that counts as none in the levelling-down labels.", HelpName = "TAU",
        DefaultValueFactory = _ => 0.005,
    };

    internal Option<double?> GapLimit { get; } = new("--gap-limit")
    {
        Description = "The largest gap that the choice 'gap_constrained' admits.", HelpName = "EPSILON",
    };

    internal Option<string?> Task { get; } = One(
        "--task", "NAME", "binary, multiclass, multilabel or regression; inferred by default.");

    internal Option<string?> Positive { get; } = One(
        "--positive", "VALUE", "The label value that is the positive class.");

    internal Option<string?> Unit { get; } = One(
        "--unit", "COL", "The patient column: patients, not rows, are resampled.");

    internal Option<string?> Id { get; } = One(
        "--id", "COL", "The column that identifies a row, so that models are compared row by row.");

    internal Option<string?> Weight { get; } = One("--weight", "COL", "Sampling weights.");

    internal Option<string?> Split { get; } = One("--split", "COL", "The split column.");

    internal Option<string?> Validation { get; } = One("--validation", "VALUE", "The split that models are chosen on.");

    internal Option<string?> Test { get; } = One("--test", "VALUE", "The split that models are compared on.");

    internal Option<string?> Metadata { get; } = One(
        "--metadata", "TABLE", "A second table with attributes, joined by --metadata-key.");

    internal Option<string?> Join { get; } = One(
        "--metadata-key", "KEY", "How to join it: id, or id=img_id where the columns differ.");

    internal Option<string[]> MissingValue { get; } = Many(
        "--missing-value", "TEXT", "Text that means unknown, besides the empty cell.");

    internal Option<int> Replicates { get; } = new("--replicates")
    {
        Description = "Bootstrap replicates (0: no intervals).", HelpName = "B", DefaultValueFactory = _ => 2000,
    };

    internal Option<double> Confidence { get; } = new("--confidence")
    {
        Description = "The confidence level.", HelpName = "LEVEL", DefaultValueFactory = _ => 0.95,
    };

    internal Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "The seed of the resampling: the same seed gives the same bytes.", HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    internal Option<int[]> Floors { get; } = new("--floors")
    {
        Description = "The fewest positives, negatives and patients of a group that is compared (default 10 10 10).",
        HelpName = "N", Arity = new ArgumentArity(3, 3), AllowMultipleArgumentsPerToken = true,
    };

    internal Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads; 0: one for each core. The result does not depend on it.", HelpName = "N",
    };

    internal Option<string> Out { get; } = new("--out", "-o")
    {
        Description = "The folder for comparison.json, comparison.csv and comparison.html.", HelpName = "DIR",
        Required = true,
    };

    internal ComparisonRequest ToRequest(ParseResult parsed)
    {
        string[] paths = parsed.GetRequiredValue(Tables);
        return new ComparisonRequest
        {
            Predictions = new PredictionRequest
            {
                Paths = paths,
                Task = parsed.GetValue(Task),
                Labels = parsed.GetRequiredValue(Label),
                Scores = parsed.GetRequiredValue(Score),
                PositiveLabel = parsed.GetValue(Positive),
                Attributes = parsed.GetRequiredValue(Attribute),
                Unit = parsed.GetValue(Unit),
                Id = parsed.GetValue(Id),
                Weight = parsed.GetValue(Weight),
                Split = parsed.GetValue(Split),
                Model = parsed.GetValue(ModelColumn) ?? (paths.Length > 1
                    ? PredictionRequest.FileAsModel
                    : throw new ArgumentException(
                        "One table was named without --model-column; expected the column, or one file a model.")),
                MetadataPath = parsed.GetValue(Metadata),
                MetadataKey = parsed.GetValue(Join),
                MissingValues = parsed.GetValue(MissingValue) ?? [],
            },
            SeedColumn = parsed.GetValue(SeedColumn),
            DatasetColumn = parsed.GetValue(DatasetColumn),
            Metric = parsed.GetValue(Metric),
            Threshold = parsed.GetValue(Threshold) ?? "0.5",
            ValidationSplit = parsed.GetValue(Validation),
            TestSplit = parsed.GetValue(Test),
            Baseline = parsed.GetValue(Baseline),
            Tolerance = parsed.GetValue(Tolerance),
            GapLimit = parsed.GetValue(GapLimit),
            Confidence = parsed.GetValue(Confidence),
            Alpha = Math.Round(1 - parsed.GetValue(Confidence), 12),
            Replicates = parsed.GetValue(Replicates),
            Seed = parsed.GetValue(Seed),
            Floors = parsed.GetValue(Floors) is [int positives, int negatives, int patients]
                ? new GroupFloors(positives, negatives, patients)
                : new GroupFloors(),
            Threads = parsed.GetValue(Threads),
        };
    }

    internal void AddTo(Command command)
    {
        command.Arguments.Add(Tables);
        Option[] all =
        [
            Label, Score, Attribute, ModelColumn, SeedColumn, DatasetColumn, Metric, Threshold, Baseline, Tolerance,
            GapLimit,
            Unit, Id, Split, Validation, Test, Replicates, Confidence, Seed, Task, Positive, Weight, Metadata, Join,
            MissingValue,
            Floors, Threads, Out,
        ];
        Label.Required = true;
        Score.Required = true;
        Attribute.Required = true;
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    private static Option<string?> One(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static Option<string[]> Many(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };
}
