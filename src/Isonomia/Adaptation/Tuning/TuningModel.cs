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
        ModelCard card, OnnxModel headed, LowRankAdapters? adapters, IReadOnlyList<string> parameters)
    {
        (Card, _headed, _adapters, Parameters) = (card, headed, adapters, parameters);
        string[] all = [.. ParameterChoice.All(Model, card.Embedding), .. LinearHead.ParameterNames];
        (TrainedCount, ParameterCount) =
            (ParameterChoice.Count(Model, parameters), ParameterChoice.Count(Model, all));
    }

    internal ModelCard Card { get; }

    /// <summary>The model that is trained: adapters are nodes of their own.</summary>
    internal OnnxModel Model => _adapters?.Model ?? _headed;

    internal IReadOnlyList<string> Parameters { get; }

    internal long TrainedCount { get; }

    internal long ParameterCount { get; }

    /// <exception cref="UnknownNameException">The adapter or the weights rule is unknown.</exception>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    internal static void Check(TuneRequest request)
    {
        if (!Adapters.Contains(request.Adapter))
        {
            throw new UnknownNameException("Adapter", request.Adapter, Adapters);
        }

        if (request.Weights is not ("none" or "cell"))
        {
            throw new UnknownNameException("Weights rule", request.Weights, ["none", "cell"]);
        }

        if (request.Training.Head != "linear")
        {
            throw new UnknownNameException("Head", request.Training.Head, ["linear"]);
        }

        MitigationCheck.Require(request.Training);
        if (request.Rank < 1 || !(request.Alpha > 0) || request.LayerCount < 1 || request.CheckpointSteps < 1
            || request.Threads < 1)
        {
            throw new ArgumentException(
                "Rank, layers, checkpoint steps and threads must be at least 1, alpha above 0.");
        }
    }

    /// <summary>Adds the head and the adapters.</summary>
    /// <param name="request">What is adapted.</param>
    /// <param name="encoder">The model as it is.</param>
    /// <param name="embeddings">Its embeddings of the training rows, shape [n, d].</param>
    internal static TuningModel Build(TuneRequest request, ImageEncoder encoder, FloatMatrix embeddings)
    {
        ModelCard card = encoder.Card;
        var model = OnnxModel.Load(encoder.Path);
        if (model.Inputs.Count != 1)
        {
            throw new ModelException(
                encoder.Path,
                $"the model takes {model.Inputs.Count} inputs; a model of one picture was expected, since only that "
                    + "is tuned");
        }

        int width = embeddings.Width;
        (float[] center, float[] scale) = Standard(embeddings);
        float[] weights = new float[2 * width];
        var random = RandomSource.For(request.Seed, "tuning:head", 0);
        double bound = 1 / Math.Sqrt(width);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(((2 * random.NextDouble()) - 1) * bound);
        }

        string pooling = ModelWords.Poolings.First(pair => pair.Value == card.Pooling).Key;
        OnnxModel headed = LinearHead.Attach(model, card.Embedding, pooling, center, scale, weights);
        LowRankAdapters? adapters = request.Adapter != "lora" ? null : LowRankAdapters.Insert(
            headed, ParameterChoice.LowRankTargets(headed, card.Embedding, [.. request.Patterns]), request.Rank,
            request.Alpha, request.Seed);
        IReadOnlyList<string> own = request.Adapter switch
        {
            "bias" => ParameterChoice.Biases(headed, card.Embedding),
            "last_layers" => ParameterChoice.LastLayers(headed, card.Embedding, request.LayerCount),
            "full" => ParameterChoice.All(headed, card.Embedding),
            _ => adapters?.ParameterNames ?? [],
        };
        return own.Count == 0 && request.Adapter != "head"
            ? throw new ModelException(
                encoder.Path, $"'{card.Embedding}' depends on no weights that the adapter '{request.Adapter}' trains")
            : new TuningModel(card, headed, adapters, [.. own, .. LinearHead.ParameterNames]);
    }

    /// <summary>The plain model: adapters folded into the weights.</summary>
    internal OnnxModel Merged(OnnxModel trained) =>
        _adapters is null ? trained : LinearHead.WithHeadOf(_adapters.Merge(trained), trained);

    /// <summary>The mean of every column and one over its standard deviation; a constant column counts as
    /// spread 1.</summary>
    private static (float[] Center, float[] Scale) Standard(FloatMatrix embeddings)
    {
        float[] center = new float[embeddings.Width];
        float[] scale = new float[embeddings.Width];
        for (int j = 0; j < center.Length; j++)
        {
            (double sum, double squares) = (0, 0);
            for (int i = 0; i < embeddings.RowCount; i++)
            {
                sum += embeddings.Row(i)[j];
            }

            double mean = sum / embeddings.RowCount;
            for (int i = 0; i < embeddings.RowCount; i++)
            {
                squares += (embeddings.Row(i)[j] - mean) * (embeddings.Row(i)[j] - mean);
            }

            double deviation = Math.Sqrt(squares / embeddings.RowCount);
            (center[j], scale[j]) = ((float)mean, (float)(deviation > 1e-6 ? 1 / deviation : 1));
        }

        return (center, scale);
    }
}
