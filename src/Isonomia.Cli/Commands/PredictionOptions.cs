using System.CommandLine;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Cli;

/// <summary>What every verb over tables of predictions asks for: the table, its columns and the resampling.</summary>
/// <param name="tables">What the tables are, for the help.</param>
/// <param name="modelColumn">What the model column does, for the help.</param>
internal sealed class PredictionOptions(string tables, string modelColumn)
{
    internal Argument<string[]> Tables { get; } =
        new("TABLE") { Description = tables, Arity = ArgumentArity.OneOrMore };

    internal Option<string[]> Label { get; } = Required(NewOption.Many(
        "--label", "COL", "The label column; repeat it for a multilabel task."));

    internal Option<string[]> Score { get; } = Required(NewOption.Many(
        "--score", "COL",
        "The score column; several: multiclass (COL or CLASS=COL each) or multilabel (in the order of the labels)."));

    internal Option<string[]> Attribute { get; } = NewOption.Many(
        "--attribute", "SPEC", "A sensitive attribute: sex, age:0,40,60 (bins), sex:M=male,F=female (names).");

    internal Option<string?> ModelColumn { get; } = NewOption.One("--model-column", "COL", modelColumn);

    internal Option<string?> Task { get; } = NewOption.One(
        "--task", "NAME",
        "binary, multiclass, multilabel, regression or segmentation; inferred from the columns by default.");

    internal Option<string?> Positive { get; } = NewOption.One(
        "--positive", "VALUE", "The label value that is the positive class.");

    internal Option<string?> Unit { get; } = NewOption.One(
        "--unit", "COL", "The patient column: patients, not rows, are resampled.");

    internal Option<string?> Id { get; } = NewOption.One(
        "--id", "COL", "The column that identifies a row, so that tables and models are joined row by row.");

    internal Option<string?> Weight { get; } = NewOption.One("--weight", "COL", "Sampling weights.");

    internal Option<string?> Split { get; } = NewOption.One("--split", "COL", "The split column.");

    internal Option<string?> Validation { get; } = NewOption.One(
        "--validation", "VALUE", "The split that thresholds and models are chosen on.");

    internal Option<string?> Test { get; } = NewOption.One(
        "--test", "VALUE", "The split that is reported on.");

    internal Option<string?> Metadata { get; } = NewOption.One(
        "--metadata", "TABLE", "A second table with attributes, joined by --metadata-key.");

    internal Option<string?> Join { get; } = NewOption.One(
        "--metadata-key", "KEY", "How to join it: id, or id=img_id where the columns differ.");

    internal Option<string[]> MissingValue { get; } = NewOption.Many(
        "--missing-value", "TEXT", "Text that means unknown, besides the empty cell.");

    internal Option<int> Replicates { get; } = NewOption.With(
        "--replicates", "B", "Bootstrap replicates (10000 for a publication; 0: no intervals).", 2000);

    internal Option<double> Confidence { get; } = NewOption.With(
        "--confidence", "LEVEL", "The confidence level.", 0.95);

    internal Option<ulong> Seed { get; } = NewOption.With(
        "--seed", "N", "The seed of the resampling: the same seed gives the same bytes.", 1UL);

    internal Option<int[]> Floors { get; } = new("--floors")
    {
        Description = "The fewest positives, negatives and patients of a supported group (default 10 10 10).",
        HelpName = "N",
        Arity = new ArgumentArity(3, 3),
        AllowMultipleArgumentsPerToken = true,
    };

    internal Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads; 0: one for each core. The result does not depend on it.", HelpName = "N",
    };

    /// <summary>The table and its columns, as the library reads them.</summary>
    internal PredictionRequest Predictions(ParseResult parsed) => new()
    {
        Paths = parsed.GetRequiredValue(Tables),
        Task = parsed.GetValue(Task),
        Labels = parsed.GetRequiredValue(Label),
        Scores = parsed.GetRequiredValue(Score),
        PositiveLabel = parsed.GetValue(Positive),
        Attributes = parsed.GetValue(Attribute) ?? [],
        Unit = parsed.GetValue(Unit),
        Id = parsed.GetValue(Id),
        Weight = parsed.GetValue(Weight),
        Split = parsed.GetValue(Split),
        Model = parsed.GetValue(ModelColumn),
        MetadataPath = parsed.GetValue(Metadata),
        MetadataKey = parsed.GetValue(Join),
        MissingValues = parsed.GetValue(MissingValue) ?? [],
    };

    /// <summary>One minus the confidence, without the rounding of the subtraction.</summary>
    internal double Alpha(ParseResult parsed) => Math.Round(1 - parsed.GetValue(Confidence), 12);

    internal GroupFloors FloorsOf(ParseResult parsed) =>
        parsed.GetValue(Floors) is [int positives, int negatives, int patients]
            ? new GroupFloors(positives, negatives, patients)
            : new GroupFloors();

    private static Option<string[]> Required(Option<string[]> option)
    {
        option.Required = true;
        return option;
    }
}
