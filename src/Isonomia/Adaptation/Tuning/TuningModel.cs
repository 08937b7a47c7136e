using Isonomia.Catalogs;
using Isonomia.Embeddings;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>A model with its head and adapters, and what of it is trained.</summary>
internal sealed class TuningModel
{
    private static readonly string[] Adapters = ["head", "bias", "lora", "last_layers", "full", HeadKinds.Prompt];

    private readonly OnnxModel _headed;
    private readonly LowRankAdapters? _adapters;
    private readonly TunedHead _head;

    private TuningModel(
        ModelCard card, OnnxModel headed, LowRankAdapters? adapters, OnnxModel model, IReadOnlyList<string> parameters,
        TunedHead head)
    {
        (Card, _headed, _adapters, Model, Parameters) = (card, headed, adapters, model, parameters);
        _head = head;
        OnnxModel plain = adapters?.Model ?? headed;
        string[] all = [.. ParameterChoice.All(plain, card.Embedding).Concat(head.CountedNames(plain))
            .Concat(head.ParameterNames).Distinct(StringComparer.Ordinal)];
        (TrainedCount, ParameterCount) =
            (ParameterChoice.Count(plain, parameters), ParameterChoice.Count(plain, all));
    }

    internal ModelCard Card { get; }

    /// <summary>The model that is trained: adapters are nodes of their own, weights under them in few bits where that
    /// was asked for.</summary>
    internal OnnxModel Model { get; }

    /// <summary>What is not the same in every step: trained weights, and what drops.</summary>
    internal IReadOnlyList<string> Moving => [.. Parameters, .. _adapters?.DroppedNames ?? []];

    /// <summary>What the frozen part must not reach: what moves, and what the head is standardized by.</summary>
    internal IReadOnlyList<string> Reached => [.. Moving, .. _head.FixedNames];

    internal IReadOnlyList<string> Parameters { get; }

    internal long TrainedCount { get; }

    internal long ParameterCount { get; }

    /// <exception cref="UnknownNameException">The adapter is unknown.</exception>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    internal static void Check(BackboneRequest request, int batchSize)
    {
        if (!Adapters.Contains(request.Adapter))
        {
            throw new UnknownNameException("Adapter", request.Adapter, Adapters);
        }

        if ((request.Adapter == HeadKinds.Prompt) != (request.Prompt is not null))
        {
            throw new ArgumentException(request.Prompt is null
                ? "The adapter 'prompt' trains the context of prompts and was given none; one of every class was "
                    + "expected: --class NAME=PROMPT."
                : $"Prompts (--class, --context) are about the adapter 'prompt', and '{request.Adapter}' was named.");
        }

        if (request.Rank < 1 || !(request.Alpha > 0) || request.LayerCount < 1 || request.Threads < 1)
        {
            throw new ArgumentException("Rank, layers and threads must be at least 1, alpha above 0.");
        }

        if (request.PartCount < 1 || batchSize % request.PartCount != 0)
        {
            throw new ArgumentException(
                $"A batch of {batchSize} was to be taken in {request.PartCount} parts (--parts); a number from 1 that "
                    + "divides --batch-size was expected.");
        }

        if (!(request.Dropout >= 0 && request.Dropout < 1) || request.Bits is not (null or 4 or 8))
        {
            throw new ArgumentException("Dropout must be a share from 0 to below 1, bits 8 or 4.");
        }

        if (request.Adapter != "lora" && (request.Dropout > 0 || request.Bits is not null))
        {
            throw new ArgumentException(
                $"{(request.Dropout > 0 ? "--dropout" : "--bits")} is about low-rank adapters; name them with "
                    + "--adapter lora.");
        }
    }

    /// <summary>Adds the head and the adapters.</summary>
    /// <param name="request">What is adapted.</param>
    /// <param name="card">The model's card.</param>
    /// <param name="model">The model as it is.</param>
    /// <param name="head">The head as training starts.</param>
    /// <param name="seed">The seed of the adapters' start.</param>
    internal static TuningModel Build(
        BackboneRequest request, ModelCard card, OnnxModel model, TunedHead head, ulong seed)
    {
        string pooling = ModelWords.Poolings.First(pair => pair.Value == card.Pooling).Key;
        OnnxModel headed = head.Attach(model, card.Embedding, pooling);
        (LowRankAdapters? adapters, OnnxModel whole) =
            request.Adapter == "lora" ? Adapted(request, card, headed, seed) : (null, headed);
        IReadOnlyList<string> own = request.Adapter switch
        {
            "bias" => ParameterChoice.Biases(headed, card.Embedding),
            "last_layers" => ParameterChoice.LastLayers(headed, card.Embedding, request.LayerCount),
            "full" => ParameterChoice.All(headed, card.Embedding),
            _ => adapters?.ParameterNames ?? [],
        };
        return own.Count == 0 && request.Adapter is not ("head" or HeadKinds.Prompt)
            ? throw new ModelException(
                model.Path, $"'{card.Embedding}' depends on no weights that the adapter '{request.Adapter}' trains")
            : new TuningModel(
                card, headed, adapters, whole, [.. own, .. head.ParameterNames], head);
    }

    /// <summary>The plain model: adapters folded into the weights.</summary>
    internal OnnxModel Merged(OnnxModel trained) => _head.Finished(
        _adapters is null ? trained : ClassifierHead.WithHeadOf(_adapters.Merge(trained), trained));

    /// <summary>Writes adapters and head without the model.</summary>
    internal void SaveAdapters(string path, OnnxModel trained) => _adapters?.Save(
        path, trained, [.. _head.ParameterNames, .. _head.FixedNames]);

    private static (LowRankAdapters Adapters, OnnxModel Whole) Adapted(
        BackboneRequest request, ModelCard card, OnnxModel headed, ulong seed)
    {
        IReadOnlyList<LowRankTarget> targets =
            ParameterChoice.LowRankTargets(headed, card.Embedding, [.. request.Patterns]);
        IReadOnlyList<string> frozen = ParameterChoice.WeightsOf(headed, targets);
        OnnxModel below = request.Bits is { } some ? WeightQuantization.Round(headed, frozen, some) : headed;
        var adapters = LowRankAdapters.Insert(below, targets, request.Rank, request.Alpha, seed, request.Dropout);
        return (adapters,
            request.Bits is { } bits ? WeightQuantization.Apply(adapters.Model, frozen, bits) : adapters.Model);
    }
}
