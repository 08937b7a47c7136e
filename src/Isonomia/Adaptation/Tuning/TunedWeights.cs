using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Trained weights and the model that they belong to.</summary>
/// <param name="Model">The model with its head and adapters.</param>
/// <param name="Parameters">The trained weights.</param>
internal sealed record TunedWeights(TuningModel Model, IReadOnlyCollection<OnnxTensor> Parameters)
{
    /// <summary>The same model with another last layer.</summary>
    internal TunedWeights? WithLastLayer(LinearLayer? layer)
    {
        if (layer is null)
        {
            return null;
        }

        string[] names = [.. ClassifierHead.ParameterNames(hasHidden: false)];
        int classes = layer.Bias.Length;
        return this with
        {
            Parameters =
            [
                .. Parameters.Where(tensor => !names.Contains(tensor.Name)),
                new OnnxTensor(names[0], [layer.Weights.Length / classes, classes], layer.Weights),
                new OnnxTensor(names[1], [classes], layer.Bias),
            ],
        };
    }

    /// <summary>Writes adapters and head without the model.</summary>
    internal void SaveAdapters(string path) => Model.SaveAdapters(path, ModelWeights.With(Model.Model, Parameters));

    /// <summary>The plain model: adapters folded into the weights.</summary>
    internal OnnxModel Export() => Model.Merged(ModelWeights.With(Model.Model, Parameters));
}
