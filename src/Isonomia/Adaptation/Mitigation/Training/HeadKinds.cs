using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

/// <summary>The kinds of heads, and what each can be trained with.</summary>
internal static class HeadKinds
{
    /// <summary>Class prototypes that start at the embeddings of prompts.</summary>
    internal const string Prototypes = "prototypes";

    /// <summary>A bottleneck on the pictures' embeddings before cosines with fixed prompts.</summary>
    internal const string ClipAdapter = "clip_adapter";

    /// <summary>Cosines with prompts whose context is trained; comes with the adapter of that name alone.</summary>
    internal const string Prompt = "prompt";

    /// <summary>What cosines are multiplied with in CLIP after its training.</summary>
    internal const double UsualScale = 100;

    private static readonly string[] All = ["linear", "mlp", Prototypes, ClipAdapter];

    /// <summary>Whether the head compares pictures with texts.</summary>
    internal static bool AreOfTexts(TrainingOptions options) =>
        options.Head is Prototypes or ClipAdapter or Prompt;

    /// <exception cref="UnknownNameException">The head is unknown.</exception>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    internal static void Require(TrainingOptions options)
    {
        if (!All.Contains(options.Head))
        {
            throw new UnknownNameException("Head", options.Head, All);
        }

        if (options.LogitScale is { } scale && !(scale > 0 && double.IsFinite(scale)))
        {
            throw new ArgumentException($"The logit scale is {scale:R}; a number above 0 was expected.");
        }

        if (!(options.AdapterShare > 0 && options.AdapterShare <= 1))
        {
            throw new ArgumentException(
                $"The adapter's share is {options.AdapterShare:R}; a share above 0 and at most 1 was expected.");
        }
    }

    /// <summary>The options with the head that an adapter brings along.</summary>
    /// <exception cref="ArgumentException">Another head was named.</exception>
    internal static TrainingOptions With(TrainingOptions options, string? adapter) =>
        adapter != Prompt ? options : options.Head == "linear" ? options with { Head = Prompt }
            : throw new ArgumentException(
                $"The adapter 'prompt' classifies by its prompts, and the head '{options.Head}' was named; leave out "
                    + "--head.");

    /// <summary>The options with the scale that is taken where none was named.</summary>
    internal static TrainingOptions Scaled(TrainingOptions options, double? ofModel = null) => AreOfTexts(options)
        ? options with { LogitScale = options.LogitScale ?? ofModel ?? UsualScale } : options;

    /// <summary>Refuses methods that a head of texts has no place for.</summary>
    /// <param name="method">The method.</param>
    /// <param name="options">The head.</param>
    /// <param name="adapter">What of a model is trained, or null: nothing, embeddings are frozen.</param>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    internal static void Require(MitigationMethod method, TrainingOptions options, string? adapter = null)
    {
        string head = adapter == Prompt ? Prompt : options.Head;
        if (head is "linear" or "mlp")
        {
            return;
        }

        string? reason = method.NeedsHiddenLayer ? "shapes a hidden layer"
            : method.DropsColumns ? "leaves columns out"
            : method.Id == "domain_ind" && adapter == Prompt ? "has a head for each group"
            : method.LinearTwin is not null && (adapter is not null || head == ClipAdapter)
                || method.Id == "dfr" && adapter is not null ? "trains a last layer anew"
            : null;
        if (reason is not null)
        {
            throw new ArgumentException(
                $"'{method.Id}' {reason}, and the head '{head}' compares pictures with texts and has none to give; "
                    + (head == Prompt ? "take another --adapter." : "take --head linear or mlp."));
        }
    }

    /// <exception cref="ProbeException">The head needs texts that are not there.</exception>
    internal static void Require(TrainingOptions options, TextEmbeddings? texts)
    {
        if (options.Head is not (Prototypes or ClipAdapter))
        {
            return;
        }

        if (texts is null)
        {
            throw new ProbeException(
                $"The head '{options.Head}' starts from the embeddings of class prompts; name their store with --texts "
                    + "('isonomia zeroshot' writes one).");
        }

        if (texts.Classes.Length == 0)
        {
            throw new ProbeException(
                $"The head '{options.Head}' starts from the embeddings of class prompts, and the texts hold none; a "
                    + "prompt of every class under the id 'class:NAME' was expected.");
        }
    }
}
