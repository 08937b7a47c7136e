using System.CommandLine;
using Isonomia.Adaptation;
using Isonomia.Fairness;

namespace Isonomia.Cli;

/// <summary>How a head, or a model with its head, is trained; shared by the verbs that train.</summary>
/// <param name="standard">What holds where nothing is asked for.</param>
internal sealed class HeadOptions(TrainingOptions standard)
{
    internal Option<string> Head { get; } = NewOption.With(
        "--head", "KIND",
        "linear; mlp (one hidden layer of 256); prototypes (cosines with trained class prototypes that start at the "
            + "prompts of --texts); or clip_adapter (a trained bottleneck on pictures before cosines with those "
            + "prompts).",
        standard.Head);

    internal Option<double?> LogitScale { get; } = new("--logit-scale")
    {
        Description = "With prototypes and clip_adapter: what cosines are multiplied with (default: the model's, else "
            + "100, as in CLIP).",
        HelpName = "X",
    };

    internal Option<double> AdapterShare { get; } = NewOption.With(
        "--adapter-share", "X", "With clip_adapter: the share of the adapted picture.", standard.AdapterShare);

    internal Option<string> Optimizer { get; } = NewOption.With(
        "--optimizer", "KIND", "adamw or sgd (momentum 0.9).", standard.Optimizer);

    internal Option<double> LearningRate { get; } = NewOption.With(
        "--learning-rate", "X", "The learning rate.", standard.LearningRate);

    internal Option<string> Schedule { get; } = NewOption.With(
        "--schedule", "KIND", "constant, or cosine: the learning rate falls along half a cosine.", standard.Schedule);

    internal Option<double> WeightDecay { get; } = NewOption.With(
        "--weight-decay", "X", "The weight decay.", standard.WeightDecay);

    internal Option<double> ClippingNorm { get; } = NewOption.With(
        "--clipping-norm", "X", "The largest norm of the gradient; 0: any.", standard.ClippingNorm);

    internal Option<int> BatchSize { get; } = NewOption.With("--batch-size", "N", "Rows a step.", standard.BatchSize);

    internal Option<int> Epochs { get; } = NewOption.With("--epochs", "N", "Epochs at most.", standard.Epochs);

    internal Option<int> Patience { get; } = NewOption.With(
        "--patience", "N", "Epochs in which none is chosen before training stops; 0: never.", standard.Patience);

    internal Option<string> Selection { get; } = NewOption.With(
        "--selection", "RULE",
        "The rule that chooses the epoch on validation rows: "
            + $"{string.Join(", ", SelectionRule.All.Where(rule => rule.Id != "medfair_minimax_pareto")
                .Select(rule => rule.Id))}.",
        standard.Selection);

    internal Option<double> GapLimit { get; } = NewOption.With(
        "--gap-limit", "X", "The largest gap that the rule gap_constrained admits.", standard.GapLimit);

    internal Option[] All =>
    [
        Head, LogitScale, AdapterShare, Optimizer, LearningRate, Schedule, WeightDecay, ClippingNorm, BatchSize,
            Epochs, Patience, Selection,
        GapLimit,
    ];

    internal TrainingOptions From(ParseResult parsed) => new()
    {
        Head = parsed.GetRequiredValue(Head),
        LogitScale = parsed.GetValue(LogitScale),
        AdapterShare = parsed.GetValue(AdapterShare),
        Optimizer = parsed.GetRequiredValue(Optimizer),
        LearningRate = parsed.GetValue(LearningRate),
        Schedule = parsed.GetRequiredValue(Schedule),
        WeightDecay = parsed.GetValue(WeightDecay),
        ClippingNorm = parsed.GetValue(ClippingNorm),
        BatchSize = parsed.GetValue(BatchSize),
        Epochs = parsed.GetValue(Epochs),
        Patience = parsed.GetValue(Patience),
        Selection = parsed.GetRequiredValue(Selection),
        GapLimit = parsed.GetValue(GapLimit),
    };
}
