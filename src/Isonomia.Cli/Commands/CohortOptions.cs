using System.CommandLine;
using Isonomia.Datasets;

namespace Isonomia.Cli;

/// <summary>The argument COHORT and the roles of its columns, shared by every verb that works on a cohort.</summary>
internal sealed class CohortOptions
{
    internal Argument<string> Cohort { get; } = new("COHORT")
    {
        Description =
            "The folder that 'isonomia ingest' made, or a table with one row a picture (CSV, TSV, Parquet, JSON "
                + "lines).",
    };

    internal Option<string?> Id { get; } = NewOption.One("--id", "COL", "The column that names a sample.");

    internal Option<string?> Image { get; } = NewOption.One("--image", "COL", "The column with the picture's file.");

    internal Option<string?> Unit { get; } = NewOption.One("--unit", "COL", "The patient column.");

    internal Option<string?> Split { get; } = NewOption.One("--split", "COL", "The split column.");

    internal Option<string[]> Label { get; } = NewOption.Many("--label", "COL", "A label column.");

    internal Option<string[]> Attribute { get; } = NewOption.Many(
        "--attribute", "SPEC", "A sensitive attribute: sex, age:0,40,60 (bins), sex:M=male,F=female (names).");

    internal Option<string[]> Text { get; } = NewOption.Many("--text", "COL", "A column of free text.");

    internal Option<string?> Root { get; } = NewOption.One(
        "--root", "FOLDER", "The folder that picture files are relative to.");

    internal Option<string[]> MissingValue { get; } = NewOption.Many(
        "--missing-value", "TEXT", "Text that means unknown, besides the empty cell.");

    /// <summary>Adds the argument and the options to a verb.</summary>
    internal void AddTo(Command command)
    {
        command.Arguments.Add(Cohort);
        command.AddAll(Id, Image, Unit, Split, Label, Attribute, Text, Root, MissingValue);
    }

    /// <summary>What a person asked for.</summary>
    internal CohortSource From(ParseResult parsed) => new()
    {
        Path = parsed.GetRequiredValue(Cohort),
        Id = parsed.GetValue(Id),
        Image = parsed.GetValue(Image),
        Unit = parsed.GetValue(Unit),
        Split = parsed.GetValue(Split),
        Labels = parsed.GetValue(Label) ?? [],
        Attributes = parsed.GetValue(Attribute) ?? [],
        Texts = parsed.GetValue(Text) ?? [],
        Root = parsed.GetValue(Root),
        MissingValues = parsed.GetValue(MissingValue) ?? [],
    };
}
