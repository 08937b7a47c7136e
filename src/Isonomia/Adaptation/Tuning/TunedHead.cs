using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>What classifies on top of a model under training.</summary>
internal abstract class TunedHead
{
    /// <summary>The weights that training changes.</summary>
    internal abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>Further weights that belong to it and that the frozen part must not reach.</summary>
    internal virtual IReadOnlyList<string> FixedNames => [];

    /// <summary>Further weights of the model that it depends on and that are not trained.</summary>
    internal virtual IReadOnlyList<string> CountedNames(OnnxModel model) => [];

    /// <summary>Puts it on an output of a model.</summary>
    internal abstract OnnxModel Attach(OnnxModel model, string output, string pooling);

    /// <summary>The trained model as it is handed out.</summary>
    internal virtual OnnxModel Finished(OnnxModel trained) => trained;
}

/// <summary>Dense layers on the standardized embedding.</summary>
/// <param name="center">What is taken from the columns of the embedding, shape [d].</param>
/// <param name="scale">What they are multiplied by, shape [d].</param>
/// <param name="network">The first weights.</param>
internal sealed class DenseTunedHead(float[] center, float[] scale, DenseNetwork network) : TunedHead
{
    internal override IReadOnlyList<string> ParameterNames => ClassifierHead.ParameterNames(network.Layers.Count > 1);

    internal override IReadOnlyList<string> FixedNames => ClassifierHead.StandardNames;

    internal override OnnxModel Attach(OnnxModel model, string output, string pooling) => ClassifierHead.Attach(
        model, output, pooling, center, scale,
            [.. network.Layers.Select(layer => (Turned(layer), layer.Biases.ToArray()))]);

    /// <summary>Weights [out, in] as [in, out].</summary>
    internal static float[] Turned(DenseLayer layer)
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

        return turned;
    }
}

/// <summary>Cosines with class prototypes.</summary>
/// <param name="start">What it starts from.</param>
/// <param name="outputs">Outputs.</param>
internal sealed class CosineTunedHead(CosineStart start, int outputs) : TunedHead
{
    internal override IReadOnlyList<string> ParameterNames => CosineHead.ParameterNames(start.Adapter is not null);

    internal override OnnxModel Attach(OnnxModel model, string output, string pooling) => CosineHead.Attach(
        model, output, pooling, start.Prototypes, outputs, start.Scale,
        start.Adapter is { } adapter ? new CosineAdapter(
            DenseTunedHead.Turned(adapter.Layers[0]), DenseTunedHead.Turned(adapter.Layers[1]), start.Share) : null);
}
