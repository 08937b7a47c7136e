using System.CommandLine;
using Isonomia.Adaptation;

namespace Isonomia.Cli;

/// <summary>What the verbs that mitigate have in common.</summary>
internal sealed class MitigationOptions
{
    internal const string HeadText = "linear; mlp (one hidden layer of 256); prototypes (cosines with trained class "
        + "prototypes that start at the prompts of --texts); or clip_adapter (a trained bottleneck on pictures before "
        + "cosines with those prompts).";

    private static readonly TrainingOptions Standard = new();

    internal Option<string?> Positive { get; } = NewOption.One(
        "--positive", "VALUE", "The label value that is positive; all others are negative.");

    internal Option<string[]> By { get; } = NewOption.Many(
        "--by", "COL",
        "The attribute that methods work on (default: the first --attribute; bench: all). Several: adapt crosses them, "
            + "bench takes one after the other.");

    internal Option<string?> Texts { get; } = NewOption.One(
        "--texts", "STORE",
        "Embeddings of texts for methods and heads that need them: ids class:NAME, attribute:ATTRIBUTE/VALUE and "
            + "sample ids.");

    internal Option<string> Head { get; } = NewOption.With(
        "--head", "KIND", HeadText, Standard.Head);

    internal Option<double?> LogitScale { get; } = new("--logit-scale")
    {
        Description = "With prototypes and clip_adapter: what cosines are multiplied with (default: the model's, else "
            + "100, as in CLIP).",
        HelpName = "X",
    };

    internal Option<double> AdapterShare { get; } = NewOption.With(
        "--adapter-share", "X", "With clip_adapter: the share of the adapted picture.", Standard.AdapterShare);

    internal Option<string> Optimizer { get; } = NewOption.With(
        "--optimizer", "KIND", "adamw or sgd (momentum 0.9).", Standard.Optimizer);

    internal Option<double> LearningRate { get; } = NewOption.With(
        "--learning-rate", "X", "The learning rate.", Standard.LearningRate);

    internal Option<string> Schedule { get; } = NewOption.With(
        "--schedule", "KIND", "constant, or cosine: the learning rate falls along half a cosine.", Standard.Schedule);

    internal Option<double> WeightDecay { get; } = NewOption.With(
        "--weight-decay", "X", "The weight decay.", Standard.WeightDecay);

    internal Option<int> BatchSize { get; } = NewOption.With(
        "--batch-size", "N", "Rows a batch.", Standard.BatchSize);

    internal Option<int> Epochs { get; } = NewOption.With("--epochs", "N", "Epochs at most.", Standard.Epochs);

    internal Option<int> Patience { get; } = NewOption.With(
        "--patience", "N", "Epochs without a better validation value before training stops; 0: never.",
        Standard.Patience);

    internal Option<string> Selection { get; } = NewOption.With(
        "--selection", "RULE", "What validation maximizes: worst_group, overall or worst_class.", Standard.Selection);

    internal Option<int> Replicates { get; } = NewOption.With(
        "--replicates", "B", "Bootstrap replicates of the comparison with plain training.", 2000);

    internal Option[] All =>
    [
        Positive, By, Texts, Head, LogitScale, AdapterShare, Optimizer, LearningRate, Schedule, WeightDecay, BatchSize,
            Epochs, Patience,
        Selection,
        Replicates,
    ];

    internal TrainingOptions Training(ParseResult parsed) => new()
    {
        Head = parsed.GetRequiredValue(Head),
        LogitScale = parsed.GetValue(LogitScale),
        AdapterShare = parsed.GetValue(AdapterShare),
        Optimizer = parsed.GetRequiredValue(Optimizer),
        LearningRate = parsed.GetValue(LearningRate),
        Schedule = parsed.GetRequiredValue(Schedule),
        WeightDecay = parsed.GetValue(WeightDecay),
        BatchSize = parsed.GetValue(BatchSize),
        Epochs = parsed.GetValue(Epochs),
        Patience = parsed.GetValue(Patience),
        Selection = parsed.GetRequiredValue(Selection),
    };

    /// <summary>Reads NAME=VALUE pairs.</summary>
    /// <exception cref="ArgumentException">A pair is not one.</exception>
    internal static Dictionary<string, string> Pairs(string[] texts) => texts.Select(text => text.Split('=', 2))
        .ToDictionary(
            pair => pair.Length == 2 ? pair[0]
                : throw new ArgumentException($"'{pair[0]}' is not a setting; NAME=VALUE was expected."),
            pair => pair[1]);
}
