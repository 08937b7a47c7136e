using System.CommandLine;
using Isonomia.Adaptation;

namespace Isonomia.Cli;

/// <summary>The options of <c>isonomia demo</c>; the defaults are the columns of the phantom cohort.</summary>
internal sealed class DemoOptions
{
    internal Option<string?> Manifest { get; } = new("--manifest")
    {
        Description = "A table of pictures; without it a cohort of phantoms is made.", HelpName = "TABLE",
    };

    internal Option<string> Model { get; } = NewOption.With(
        "--model", "FOLDER", "The folder with model.json and the ONNX file.", string.Empty);

    internal Option<string> Id { get; } = NewOption.With("--id", "COL", "The column that names a row.", "image_id");

    internal Option<string> Image { get; } = NewOption.With(
        "--image", "COL", "The column with the picture file, relative to the table.", "path");

    internal Option<string> Label { get; } = NewOption.With("--label", "COL", "The label column.", "malignant");

    internal Option<string> Unit { get; } = NewOption.With(
        "--unit", "COL", "The patient (or lesion) column.", "patient_id");

    internal Option<string> Split { get; } = NewOption.With(
        "--split", "COL", "The split column, with the values train, val and test.", "split");

    internal Option<string[]> Attribute { get; } = new("--attribute")
    {
        Description = "A sensitive attribute, as for 'isonomia audit'.", HelpName = "SPEC",
        Arity = ArgumentArity.OneOrMore,
    };

    internal Option<ulong> Seed { get; } = NewOption.With("--seed", "N", "The seed.", 1UL);

    internal Option<string> Out { get; } = new("--out", "-o")
    {
        Description = "The output folder.",
        HelpName = "DIR",
        Required = true,
    };

    internal void AddTo(Command command) =>
        command.AddAll(Manifest, Model, Id, Image, Label, Unit, Split, Attribute, Seed, Out);

    internal ImageStudyRequest Study(ParseResult parsed, string manifest, string folder)
    {
        string model = parsed.GetRequiredValue(Model);
        return model.Length == 0
            ? throw new ArgumentException(
                "--manifest needs --model FOLDER, the folder with model.json and the ONNX file.")
            : new ImageStudyRequest
            {
                ManifestPath = manifest,
                IdColumn = parsed.GetRequiredValue(Id),
                ImageColumn = parsed.GetRequiredValue(Image),
                LabelColumn = parsed.GetRequiredValue(Label),
                UnitColumn = parsed.GetRequiredValue(Unit),
                SplitColumn = parsed.GetRequiredValue(Split),
                ModelFolder = model,
                OutputFolder = folder,
            };
    }
}
