using System.CommandLine;
using System.Globalization;
using Isonomia.Fairness;

namespace Isonomia.Cli;

/// <summary>The options of <c>isonomia audit</c>, and how they become a request.</summary>
internal sealed class AuditOptions
{
    internal PredictionOptions Table { get; } = new(
        "Predictions: CSV, TSV, Parquet or JSON lines, also gzipped; several files with the same columns are read as "
            + "one.",
        "The column that names the model or seed; one audit for each.");

    internal Option<string[]> Control { get; } = NewOption.Many(
        "--control", "SPEC", "A control column: aggregates are also given within its levels.");

    internal Option<int> Intersections { get; } = NewOption.With(
        "--intersections", "DEPTH", "Cross the attributes up to this depth, 1 (none) to 3.", 2);

    internal Option<string?> Missing { get; } = NewOption.One(
        "--missing", "POLICY", "Rows without an attribute value: keep_overall (default), drop, as_group.");

    internal Option<string?> Uncertain { get; } = NewOption.One(
        "--uncertain", "POLICY", "Unknown labels: masked (default), zeros, ones.");

    internal Option<string?> Threshold { get; } = NewOption.One(
        "--threshold", "POLICY",
        "0.5 (default), max_f1, youden, 'specificity_at_least(0.9)', … ('isonomia metrics' lists them).");

    internal Option<string[]> Metric { get; } = NewOption.Many(
        "--metric", "ID", "A metric; default: the set of the task.");

    internal Option<string[]> Criterion { get; } = NewOption.Many(
        "--criterion", "ID", "A primary criterion, declared before the run; default: those of the task.");

    internal Option<string[]> Margin { get; } = NewOption.Many(
        "--margin", "ID=VALUE", "The margin of a criterion's verdict.");

    internal Option<string> Parity { get; } = NewOption.With(
        "--parity",
        "NAME",
        "Reproduce another library's definitions: fairlearn, fairmedfm, medfair, aif360, harvard, …",
        "default");

    internal Option<int> Permutations { get; } = NewOption.With(
        "--permutations", "B", "Permutations of each test (0: none).", 9999);

    internal Option<string[]> Reference { get; } = NewOption.Many(
        "--reference", "ATTR=GROUP", "The group the others are compared with.");

    internal Option<string[]> Declare { get; } = NewOption.Many(
        "--declare", "ATTR=A,B,C", "Groups that must be looked for, whether or not they occur.");

    internal Option<string[]> Waive { get; } = NewOption.Many(
        "--waive", "ATTR=GROUP:REASON",
        "Do not let this unsupported group block a verdict; it is named in the report.");

    internal Option<double?> Tolerance { get; } = new("--tolerance")
    {
        Description = "Segmentation: the surface tolerance τ in millimeters of nsd.", HelpName = "MM",
    };

    internal Option<string?> Embeddings { get; } = NewOption.One(
        "--embeddings", "FILE",
        "Embeddings of the rows: CSV, TSV, Parquet, JSON lines or .npy; adds their modes, consistency and Lipschitz.");

    internal Option<string?> EmbeddingsKey { get; } = NewOption.One(
        "--embeddings-key", "KEY",
        "How they are joined: id, or id=img_id; without it the rows are in the order of the predictions.");

    internal Option<int> Modes { get; } = NewOption.With(
        "--modes", "K", "Principal components of the embeddings that are compared; 0: the columns as they are.", 4);

    internal Option<int> Neighbors { get; } = NewOption.With(
        "--neighbors", "K", "Neighbors that the consistency looks at.", 5);

    internal Option<bool> Normalize { get; } = new("--normalize-embeddings")
    {
        Description = "Scale embeddings to length 1 before neighbors are looked for.",
    };

    internal Option<double> Lipschitz { get; } = NewOption.With(
        "--lipschitz", "L", "The constant L: scores may differ by L times the distance of the embeddings.", 1.0);

    internal Option<string?> Match { get; } = NewOption.One(
        "--match", "ATTR",
        "Compare distributions once more on rows with the same mix of this attribute (age) and the label.");

    internal Option<bool> RefitThreshold { get; } = new("--refit-threshold")
    {
        Description = "Resample the validation patients too and choose the threshold anew in every replicate.",
    };

    internal Option<string[]> FailOn { get; } = NewOption.Many(
        "--fail-on", "GATE",
        "Exit with 1 when true, for example 'gap(auroc)>0.05', 'low(gap(tpr, sex))>0.02', 'verdict=disparity_found'.");

    internal Option<string?> Baseline { get; } = NewOption.One(
        "--baseline", "OTHER",
        "Compare with another predictions file, or with a model of --model-column, on the same patients.");

    internal Option<string> Out { get; } = new("--out", "-o")
    {
        Description = "The folder for audit.json, report.html and the tables.", HelpName = "DIR", Required = true,
    };

    internal AuditRequest ToRequest(ParseResult parsed) => new()
    {
        Predictions = Table.Predictions(parsed) with
        {
            Controls = parsed.GetValue(Control) ?? [],
            EmbeddingsPath = parsed.GetValue(Embeddings),
            EmbeddingsKey = parsed.GetValue(EmbeddingsKey),
            UncertainLabels = parsed.GetValue(Uncertain) ?? "masked",
        },
        Intersections = parsed.GetValue(Intersections),
        ValidationSplit = parsed.GetValue(Table.Validation),
        TestSplit = parsed.GetValue(Table.Test),
        Threshold = parsed.GetValue(Threshold),
        Metrics = parsed.GetValue(Metric) ?? [],
        Criteria = parsed.GetValue(Criterion) ?? [],
        Parity = parsed.GetValue(Parity) ?? "default",
        Missing = parsed.GetValue(Missing),
        Replicates = parsed.GetValue(Table.Replicates),
        Permutations = parsed.GetValue(Permutations),
        Confidence = parsed.GetValue(Table.Confidence),
        Alpha = Table.Alpha(parsed),
        Seed = parsed.GetValue(Table.Seed),
        References = Pairs(parsed.GetValue(Reference), "--reference"),
        DeclaredGroups = Pairs(parsed.GetValue(Declare), "--declare")
            .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value.Split(',')),
        Waivers = Waivers(parsed.GetValue(Waive)),
        Margins = Pairs(parsed.GetValue(Margin), "--margin")
            .ToDictionary(pair => pair.Key, pair => Number(pair.Value, "--margin")),
        Floors = Table.FloorsOf(parsed),
        Match = parsed.GetValue(Match),
        EmbeddingModes = parsed.GetValue(Modes),
        Neighbors = parsed.GetValue(Neighbors),
        NormalizesEmbeddings = parsed.GetValue(Normalize),
        LipschitzConstant = parsed.GetValue(Lipschitz),
        RefitsThreshold = parsed.GetValue(RefitThreshold),
        FailOn = parsed.GetValue(FailOn) ?? [],
        SurfaceToleranceMillimeters = parsed.GetValue(Tolerance),
        Threads = parsed.GetValue(Table.Threads),
    };

    internal void AddTo(Command command)
    {
        command.Arguments.Add(Table.Tables);
        command.AddAll(
            Table.Label, Table.Score, Table.Attribute, Intersections, Table.Unit, Table.Split, Table.Validation,
            Table.Test, Threshold, Metric, Criterion, Margin, Parity, Table.Replicates, Permutations, Table.Confidence,
            Table.Seed, Reference, FailOn, Baseline, Table.ModelColumn, Table.Task, Table.Positive, Table.Id,
            Table.Weight, Control, Table.Metadata, Table.Join, Missing, Table.MissingValue, Uncertain, Declare, Waive,
            Table.Floors, Tolerance, Embeddings, EmbeddingsKey, Modes, Neighbors, Normalize, Lipschitz, Match,
            RefitThreshold, Table.Threads, Out);
    }

    private static Dictionary<string, string> Pairs(string[]? texts, string option)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (string text in texts ?? [])
        {
            int split = text.IndexOf('=', StringComparison.Ordinal);
            if (split < 1 || split == text.Length - 1)
            {
                throw new ArgumentException($"{option} '{text}' cannot be read; expected NAME=VALUE.");
            }

            pairs[text[..split]] = text[(split + 1)..];
        }

        return pairs;
    }

    private static Dictionary<string, string> Waivers(string[]? texts)
    {
        Dictionary<string, string> waivers = new(StringComparer.Ordinal);
        foreach (string text in texts ?? [])
        {
            int reason = text.IndexOf(':', StringComparison.Ordinal);
            if (reason < 3 || reason == text.Length - 1 || !text[..reason].Contains('=', StringComparison.Ordinal))
            {
                throw new ArgumentException($"--waive '{text}' cannot be read; expected ATTRIBUTE=GROUP:REASON.");
            }

            waivers[text[..reason]] = text[(reason + 1)..].Trim();
        }

        return waivers;
    }

    private static double Number(string text, string option) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0
            ? value
            : throw new ArgumentException($"{option} '{text}' is not a positive number.");
}
