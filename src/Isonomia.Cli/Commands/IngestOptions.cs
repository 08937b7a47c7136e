using System.CommandLine;
using Isonomia.Datasets;

namespace Isonomia.Cli;

/// <summary>The options of <c>isonomia ingest</c>, and how they become a request.</summary>
internal sealed class IngestOptions
{
    internal Argument<string[]> Sources { get; } = new("SOURCE")
    {
        Description = "Folders, files, a table whose picture column names the files, or a DICOMweb server (https://…).",
        Arity = ArgumentArity.OneOrMore,
    };

    internal Option<string[]> Filter { get; } = Many(
        "--filter", "KEYWORD=VALUE", "DICOMweb: what studies must match, for example ModalitiesInStudy=DX.");

    internal Option<string?> Table { get; } = One("--table", "TABLE", "A table about the files.");

    internal Option<string?> Id { get; } = One("--id", "COL", "The table's column that names a sample.");

    internal Option<string?> Image { get; } = One(
        "--image", "COL", "The table's column with the file, relative to the source folder.");

    internal Option<string?> Join { get; } = One(
        "--join", "COL=KEY",
        "How rows find files without --image: KEY is path, name, stem, sop_instance_uid, series_instance_uid, "
            + "study_instance_uid or patient_id.");

    internal Option<string?> Unit { get; } = One(
        "--unit", "COL", "The patient column, of the table or of the files (patient_id).");

    internal Option<string?> Split { get; } = One("--split", "COL", "An existing split column, kept and checked.");

    internal Option<bool> Resplit { get; } = new("--resplit")
    {
        Description = "Make a split even where the table has one.",
    };

    internal Option<string[]> Label { get; } = Many("--label", "COL", "A label column.");

    internal Option<string[]> Attribute { get; } = Many(
        "--attribute", "SPEC",
        "A sensitive attribute, of the table or of the files: sex, age:0,40,60, sex:M=male,F=female.");

    internal Option<string[]> Text { get; } = Many("--text", "COL", "A column of free text.");

    internal Option<string[]> MissingValue { get; } = Many(
        "--missing-value", "TEXT", "Text that means unknown, besides the empty cell.");

    internal Option<double[]> Shares { get; } = new("--shares")
    {
        Description = "The shares of training, validation and test samples (default 0.7 0.1 0.2).",
        HelpName = "SHARE", Arity = new ArgumentArity(3, 3), AllowMultipleArgumentsPerToken = true,
    };

    internal Option<string> Frames { get; } = new("--frames")
    {
        Description = "Which frames of a file of many become samples: middle or all.", HelpName = "WHICH",
        DefaultValueFactory = _ => "middle",
    };

    internal Option<bool> HeadersOnly { get; } = new("--headers-only")
    {
        Description = "Do not decode pixels: quicker, but truncated pictures are found only later.",
    };

    internal Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "The seed of the split.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    internal Option<string?> Name { get; } = One("--name", "NAME", "The cohort's name; default: the output folder's.");

    internal Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads; 0: one for each core.",
        HelpName = "N",
    };

    internal Option<string> Out { get; } = new("--out", "-o")
    {
        Description = "The cohort's folder.",
        HelpName = "COHORT",
        Required = true,
    };

    internal void AddTo(Command command)
    {
        command.Arguments.Add(Sources);
        Option[] all =
        [
            Filter, Table, Id, Image, Join, Unit, Split, Resplit, Label, Attribute, Text, MissingValue, Shares, Frames,
            HeadersOnly, Seed, Name,
            Threads, Out,
        ];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    internal IngestRequest ToRequest(ParseResult parsed) => new()
    {
        Sources = parsed.GetRequiredValue(Sources),
        OutputFolder = parsed.GetRequiredValue(Out),
        Filters = Pairs(parsed.GetValue(Filter)),
        Name = parsed.GetValue(Name),
        TablePath = parsed.GetValue(Table),
        Id = parsed.GetValue(Id),
        Image = parsed.GetValue(Image),
        Join = parsed.GetValue(Join),
        Unit = parsed.GetValue(Unit),
        Split = parsed.GetValue(Split),
        Resplit = parsed.GetValue(Resplit),
        Labels = parsed.GetValue(Label) ?? [],
        Attributes = parsed.GetValue(Attribute) ?? [],
        Texts = parsed.GetValue(Text) ?? [],
        MissingValues = parsed.GetValue(MissingValue) ?? [],
        Shares = parsed.GetValue(Shares) is { Length: 3 } shares ? shares : [0.7, 0.1, 0.2],
        Frames = parsed.GetValue(Frames) switch
        {
            "middle" => IngestFrames.Middle,
            "all" => IngestFrames.All,
            { } other => throw new Catalogs.UnknownNameException("Choice of frames", other, ["middle", "all"]),
            null => IngestFrames.Middle,
        },
        DecodesPixels = !parsed.GetValue(HeadersOnly),
        Seed = parsed.GetValue(Seed),
        ThreadCount = parsed.GetValue(Threads) is > 0 and var threads ? threads : Environment.ProcessorCount,
    };

    private static SortedDictionary<string, string> Pairs(string[]? texts)
    {
        SortedDictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (string text in texts ?? [])
        {
            string[] pair = text.Split('=', 2);
            pairs[pair[0]] = pair.Length == 2
                ? pair[1]
                : throw new ArgumentException($"--filter '{text}' cannot be read; expected KEYWORD=VALUE.");
        }

        return pairs;
    }

    private static Option<string?> One(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static Option<string[]> Many(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };
}
