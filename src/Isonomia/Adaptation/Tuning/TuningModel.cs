using Isonomia.Catalogs;
using Isonomia.Embeddings;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>A model with its head and adapters, and what of it is trained.</summary>
internal sealed class TuningModel
{
    private static readonly string[] Adapters = ["head", "bias", "lora", "last_layers", "full"];

    private readonly OnnxModel _headed;
    private readonly LowRankAdapters? _adapters;

    private TuningModel(
        ModelCard card, OnnxModel headed, LowRankAdapters? adapters, IReadOnlyList<string> parameters, bool hasHidden)
    {
        (Card, _headed, _adapters, Parameters) = (card, headed, adapters, parameters);
        string[] all = [.. ParameterChoice.All(Model, card.Embedding), .. ClassifierHead.ParameterNames(hasHidden)];
        (TrainedCount, ParameterCount) =
            (ParameterChoice.Count(Model, parameters), ParameterChoice.Count(Model, all));
    }

    internal ModelCard Card { get; }

    /// <summary>The model that is trained: adapters are nodes of their own.</summary>
    internal OnnxModel Model => _adapters?.Model ?? _headed;

    internal IReadOnlyList<string> Parameters { get; }

    internal long TrainedCount { get; }

    internal long ParameterCount { get; }

    /// <exception cref="UnknownNameException">The adapter is unknown.</exception>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    internal static void Check(BackboneRequest request)
    {
        if (!Adapters.Contains(request.Adapter))
        {
            throw new UnknownNameException("Adapter", request.Adapter, Adapters);
        }

        if (request.Rank < 1 || !(request.Alpha > 0) || request.LayerCount < 1 || request.Threads < 1)
        {
            throw new ArgumentException("Rank, layers and threads must be at least 1, alpha above 0.");
        }
    }

    /// <summary>Adds the head and the adapters.</summary>
    /// <param name="request">What is adapted.</param>
    /// <param name="card">The model's card.</param>
    /// <param name="model">The model as it is.</param>
    /// <param name="center">What is taken from the columns of the embedding, shape [d].</param>
    /// <param name="scale">What they are multiplied by, shape [d].</param>
    /// <param name="head">The first weights of the head.</param>
    /// <param name="seed">The seed of the adapters' start.</param>
    internal static TuningModel Build(
        BackboneRequest request, ModelCard card, OnnxModel model, float[] center, float[] scale, DenseNetwork head,
        ulong seed)
    {
        string pooling = ModelWords.Poolings.First(pair => pair.Value == card.Pooling).Key;
        OnnxModel headed = ClassifierHead.Attach(
            model, card.Embedding, pooling, center, scale, [.. head.Layers.Select(Turned)]);
        LowRankAdapters? adapters = request.Adapter != "lora" ? null : LowRankAdapters.Insert(
            headed, ParameterChoice.LowRankTargets(headed, card.Embedding, [.. request.Patterns]), request.Rank,
            request.Alpha, seed);
        IReadOnlyList<string> own = request.Adapter switch
        {
            "bias" => ParameterChoice.Biases(headed, card.Embedding),
            "last_layers" => ParameterChoice.LastLayers(headed, card.Embedding, request.LayerCount),
            "full" => ParameterChoice.All(headed, card.Embedding),
            _ => adapters?.ParameterNames ?? [],
        };
        bool hasHidden = head.Layers.Count > 1;
        return own.Count == 0 && request.Adapter != "head"
            ? throw new ModelException(
                model.Path, $"'{card.Embedding}' depends on no weights that the adapter '{request.Adapter}' trains")
            : new TuningModel(
                card, headed, adapters, [.. own, .. ClassifierHead.ParameterNames(hasHidden)], hasHidden);
    }

    /// <summary>The plain model: adapters folded into the weights.</summary>
    internal OnnxModel Merged(OnnxModel trained) =>
        _adapters is null ? trained : ClassifierHead.WithHeadOf(_adapters.Merge(trained), trained);

    /// <summary>Weights [out, in] as [in, out], and the bias.</summary>
    private static (float[] Weights, float[] Bias) Turned(DenseLayer layer)
    {
        (int d, int o) = (layer.InputCount, layer.OutputCount);
        float[] turned = new float[d * o];
        for (int i = 0; i < d; i++)
        {
            for (int k = 0; k < o; k++)
            {
                turned[(i * o) + k] = layer.Weights[(k * d) + i];
            }
        }

        return (turned, layer.Biases.ToArray());
    }
}
