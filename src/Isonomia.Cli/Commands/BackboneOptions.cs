using System.CommandLine;
using Isonomia.Adaptation;

namespace Isonomia.Cli;

/// <summary>A model that is trained with its head, shared by the verbs that tune.</summary>
internal sealed class BackboneOptions
{
    private static readonly BackboneRequest Standard = new() { ModelFolder = string.Empty };

    internal Option<string?> Model { get; } = NewOption.One(
        "--model", "NAME_OR_FOLDER", "The model to train: a registered name, or a folder with model.json.");

    internal Option<string> Adapter { get; } = NewOption.With(
        "--adapter", "KIND", "What of it is trained besides the head: head (nothing), bias, lora, last_layers or full; "
            + "or prompt: the context of a dual encoder's prompts, without a head.",
        Standard.Adapter);

    internal Option<int> Rank { get; } = NewOption.With(
        "--rank", "N", "The rank of low-rank adapters.", Standard.Rank);

    internal Option<double> Alpha { get; } = NewOption.With(
        "--alpha", "X", "Low-rank adapters count alpha / rank.", Standard.Alpha);

    internal Option<string[]> Pattern { get; } = NewOption.Many(
        "--pattern", "NAME", "Which products get adapters: names of nodes or weights with * and ? (default: all).");

    internal Option<int> Layers { get; } = NewOption.With(
        "--layers", "N", "How many layers with weights last_layers trains.", Standard.LayerCount);

    internal Option<int> Parts { get; } = NewOption.With(
        "--parts", "K", "Take each batch in K parts: the same step with the memory of a part.", Standard.PartCount);

    internal Option<bool> Recompute { get; } = new("--recompute")
    {
        Description = "Compute activations again instead of keeping them: less memory, more time.",
    };

    internal Option<double> Dropout { get; } = NewOption.With(
        "--dropout", "P", "With lora: the share of the adapters' inputs that is dropped in training.",
        Standard.Dropout);

    internal Option<int?> Bits { get; } = new("--bits")
    {
        Description = "With lora: round the weights under the adapters to 8 or 4 bits and keep them so in training.",
        HelpName = "N",
    };

    internal Option<string[]> Class { get; } = NewOption.Many(
        "--class", "NAME=PROMPT",
        "With prompt: a class and what stands for it behind the context; several of one class are averaged.");

    internal Option<int?> Context { get; } = new("--context")
    {
        Description = "With prompt: how many context vectors are trained (default: the tokens of --context-init, else "
            + "4).",
        HelpName = "N",
    };

    internal Option<string?> ContextInit { get; } = NewOption.One(
        "--context-init", "TEXT", "With prompt: words the context starts from, as 'a photo of a' (default: drawn).");

    internal Option<int> Memory { get; } = NewOption.With(
        "--memory", "MIB", "MiB that the frozen part's results may take; more go to a file that is removed.",
        (int)(Standard.MostMemory >> 20));

    internal Option<string?> Registry { get; } = ModelCommand.RegistryOption();

    internal Option[] All =>
        [Model, Adapter, Rank, Alpha, Pattern, Layers, Parts, Recompute, Dropout, Bits, Class, Context,
            ContextInit, Memory, Registry];

    /// <summary>The model, or null where none was named.</summary>
    internal BackboneRequest? From(ParseResult parsed, int threads) => parsed.GetValue(Model) is { } model
        ? new BackboneRequest
        {
            ModelFolder = ModelCommand.Registry(parsed, Registry).Resolve(model),
            Adapter = parsed.GetRequiredValue(Adapter),
            Rank = parsed.GetValue(Rank),
            Alpha = parsed.GetValue(Alpha),
            Patterns = parsed.GetValue(Pattern) is { Length: > 0 } patterns ? patterns : ["*"],
            LayerCount = parsed.GetValue(Layers),
            PartCount = parsed.GetValue(Parts),
            RecomputesActivations = parsed.GetValue(Recompute),
            Dropout = parsed.GetValue(Dropout),
            Bits = parsed.GetValue(Bits),
            Prompt = PromptOf(parsed),
            Threads = threads,
            MostMemory = (long)parsed.GetValue(Memory) << 20,
        } : null;

    private PromptRequest? PromptOf(ParseResult parsed) => parsed.GetValue(Class) is { Length: > 0 } classes
        ? new PromptRequest
        {
            Classes = ZeroShotCommand.Classes(classes), ContextCount = parsed.GetValue(Context),
            ContextInit = parsed.GetValue(ContextInit),
        }
        : parsed.GetValue(Context) is not null || parsed.GetValue(ContextInit) is not null
            ? new PromptRequest { Classes = [] } : null;
}
